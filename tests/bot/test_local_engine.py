"""The bot's own engine: it decodes what strangers send, so it is not told what the bot knows."""

from pathlib import Path

from bot.local_engine import LocalEngine


async def test_it_is_not_told_the_bots_secrets(monkeypatch):
    monkeypatch.setenv("DREAM_BOT_TOKEN", "SecretToken")
    async with LocalEngine(lambda: None) as engine:
        told = Path(f"/proc/{engine.pid}/environ").read_bytes()
    assert b"PATH=" in told
    assert b"DREAM_BOT" not in told
    assert b"SecretToken" not in told
