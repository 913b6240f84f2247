"""The bot seen from outside: metrics, readiness and logs, of a real bot in a playground."""

import asyncio
import json
import signal
import socket
import stat
import sys
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.end_to_end.conftest import TOKEN, at_home, dreamt, eventually, is_card, is_dream, nothing_under_way
from tests.faults.bot_process import BotProcess

A_MESSAGE = r"/channels/\d+/messages/\d+$"


async def shown(run, path):
    """What the bot answers at that path: a status and a text."""
    connector = aiohttp.UnixConnector(str(run.bot.settings.window))
    async with aiohttp.ClientSession(connector=connector) as session, session.get(f"http://bot{path}") as answer:
        return answer.status, await answer.text()


async def measured(run):
    """The samples of `/metrics`, by name and the values of their labels."""
    _, text = await shown(run, "/metrics")
    families = text_string_to_metric_families(text)
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


@pytest.fixture
async def home(discord, pretender):
    async with at_home(discord, engines=(pretender(seconds=0.1, slots=1).url,), dreams_per_person=2) as run:
        yield run


async def test_a_dream_counts_from_its_acceptance_to_its_delivery(discord, home, ada, dreams, landscape):
    discord.faults.answer("PATCH", A_MESSAGE, 429, times=1, retry_after=0.05)
    await dreamt(discord, ada, dreams, landscape)
    await nothing_under_way(home.bot)
    now = await measured(home)
    assert now["dream_bot_accepted_total",] == now["dream_bot_dreams_total", "done"] == 1
    for name in ("wait", "run", "delivery"):
        assert now[f"dream_bot_{name}_seconds_count",] == 1
    assert now["dream_bot_run_seconds_sum",] >= 0.1
    assert now["dream_bot_forecast_ratio_count",] == 1
    assert now["dream_bot_discord_answers_total", "429"] == 1
    assert now["dream_bot_discord_answers_total", "200"] > 5
    assert now["dream_bot_connected_shards",] == now["dream_bot_shards",] == 1
    assert now["dream_bot_engines",] == now["dream_bot_slots",] == 1
    assert now["dream_bot_guilds",] == len(home.bot.guilds)
    assert now["process_resident_memory_bytes",] > 10**7
    await eventually(lambda: _grown(home, "dream_bot_loop_lag_seconds_count"))


async def _grown(run, *name):
    return (await measured(run))[name] > 0


async def test_who_waits_is_seen_and_who_meets_a_limit_or_is_failed_is_counted(discord, pretender, ada, basho, dreams):
    engine = pretender(seconds=3, slots=1, seconds_of={"dogs": 0.2}, failing=("dogs",))
    async with at_home(discord, engines=(engine.url,), dreams_per_person=1) as run:
        asked = await basho.say(dreams, "!dream noise dogs")
        await discord.until(lambda m: "fell apart" in m.content, after=asked)
        await ada.say(dreams, "!dream noise")
        card = await discord.until(is_card, after=asked)
        asked = await basho.say(dreams, "!dream noise birds")
        await discord.until(is_card, after=asked)
        asked = await ada.say(dreams, "!dream noise eyes")
        await discord.until(lambda m: "under way already" in m.content, after=asked)
        now = await measured(run)
        assert now["dream_bot_running",] == now["dream_bot_queue_depth",] == 1
        assert now["dream_bot_oldest_wait_seconds",] > 0
        assert now["dream_bot_refused_total", "too_many_dreams"] == 1
        assert now["dream_bot_failures_total", "engine_refused"] == now["dream_bot_dreams_total", "failed"] == 1
        await ada.say(dreams, "!cancel", reply_to=card)
        await discord.until(lambda m: m is card and "cancelled" in m.content)
        await eventually(lambda: _grown(run, "dream_bot_dreams_total", "cancelled"))


async def test_it_is_ready_as_long_as_discord_hears_it_and_an_engine_answers(discord, pretender):
    engine = pretender(seconds=0.1)
    async with at_home(discord, engines=(engine.url,)) as run:
        assert await shown(run, "/readyz") == (200, "ready\n")
        assert json.loads((await shown(run, "/healthz"))[1]) == {
            "connected": 1,
            "shards": 1,
            "guilds": len(run.bot.guilds),
            "engines": 1,
            "waiting": 0,
            "running": 0,
        }
        engine.kill()
        assert await shown(run, "/readyz") == (503, "no engine answers\n")


async def test_it_is_not_ready_before_discord_hears_it(discord, pretender):
    discord.faults.answer("GET", r"/gateway/bot", 502, times=10**6)
    async with at_home(discord, wait=False, engines=(pretender().url,)) as run:
        status, words = await shown(run, "/readyz")
        assert (status, "connected to Discord" in words) == (503, True)


async def test_only_its_group_can_look_and_nothing_is_left_behind(discord, pretender):
    async with at_home(discord, engines=(pretender().url,)) as run:
        window = run.bot.settings.window
        assert stat.S_IMODE(window.stat().st_mode) == 0o660
        assert (await shown(run, "/v1/dreams"))[0] == 404
    assert not window.exists()


async def test_where_it_cannot_be_shown_it_is_said_and_the_bot_works(
    discord, pretender, ada, dreams, landscape, caplog
):
    async with at_home(discord, engines=(pretender(seconds=0.1).url,), socket=Path("/nowhere/bot.sock")):
        await dreamt(discord, ada, dreams, landscape)
    assert "change DREAM_BOT_SOCKET" in caplog.text


async def test_a_file_that_is_no_socket_of_its_own_is_left_alone(discord, pretender, tmp_path, caplog):
    file = tmp_path / "bot.sock"
    file.write_text("somebody's")
    async with at_home(discord, engines=(pretender().url,), socket=file):
        assert "change DREAM_BOT_SOCKET" in caplog.text
    assert file.read_text() == "somebody's"


async def _ready(bot, cwd):
    command = [sys.executable, "-m", "bot", "ready"]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env=bot.environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


def _lines(log):
    return [json.loads(line) for line in log.splitlines()]


async def test_one_id_leads_from_the_command_through_both_logs_and_no_secret_is_in_them(
    discord, engine, ada, dreams, landscape, tmp_path
):
    bot = BotProcess(discord, engine.url, tmp_path / "data", size=96, log_level="debug")
    await bot.start()
    try:
        assert await _ready(bot, tmp_path) == (0, "ready\n")
        await ada.invoke(dreams, "dream", {"preset": "eyes", "picture": ("hill.png", landscape)})
        await discord.until(is_dream)
    finally:
        bot.signal(signal.SIGTERM)
        await bot.ended()
    code, said = await _ready(bot, tmp_path)
    assert (code, "no bot answers" in said) == (1, True)
    lines = _lines(bot.log)
    (accepted,) = [line for line in lines if line["event"] == "dream accepted"]
    (command,) = [line for line in lines if line["event"] == "command"]
    assert command["question"] == accepted["question"]
    own = [line for line in lines if line.get("request_id") == accepted["request_id"]]
    assert {"dream accepted", "dream dreamt", "dream ended"} <= {line["event"] for line in own}
    for line in own:
        assert (line["job"], line["person"]) == (accepted["request_id"], ada.id)
        assert (line["guild"], line["channel"]) == (dreams.guild.id, dreams.id)
    told = [json.loads(line) for line in engine.log().splitlines() if line.endswith("}")]
    (there,) = [line for line in told if line.get("request_id") == accepted["request_id"]]
    assert there["outcome"] == "done"
    assert TOKEN not in bot.log
    assert "hill.png" not in "".join(line for line in bot.log.splitlines() if '"info"' in line)
    interaction_tokens = [line for line in bot.log.splitlines() if "/webhooks/" in line and "[hidden]" not in line]
    assert interaction_tokens == []


async def test_systemd_hears_that_the_bot_is_ready_lives_and_stops(discord, pretender, tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "300000")
        bot = BotProcess(discord, pretender().url, tmp_path / "data")
        await bot.start()
        heard = [await asyncio.to_thread(systemd.recv, 64) for _ in range(3)]
        assert heard == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
        bot.signal(signal.SIGTERM)
        await bot.ended()
        while (told := await asyncio.to_thread(systemd.recv, 64)) != b"STOPPING=1":
            assert told == b"WATCHDOG=1"
