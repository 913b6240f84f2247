"""The bot's own engine: started with it, mended when it dies, gone when it goes."""

import os
import signal
from pathlib import Path

from tests.end_to_end.conftest import at_home, is_card, is_dream


def alive(pid):
    """Whether the process exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_an_engine_killed_in_a_dream_is_started_again_and_dreams_it_anew(discord, ada, dreams, landscape):
    async with at_home(discord, size=512) as run:
        asked = await ada.say(dreams, "!dream animals", files=[("landscape.png", landscape)])
        card = await discord.until(lambda m: is_card(m) and "octave" in m.content, after=asked)
        first_pid = run.engine.pid
        os.kill(first_pid, signal.SIGKILL)
        await discord.until(lambda m: "I woke up in the middle of it" in m.content, after=asked)
        assert await discord.until(is_dream, after=asked, timeout=60) is card
        second_pid = run.engine.pid
        assert second_pid != first_pid
        socket = Path(run.engine.url.removeprefix("unix://"))
        assert socket.exists()
    assert not alive(second_pid)
    assert not socket.parent.exists()
