"""How the engine is: whether it lives, whether it can dream, and how much it has to do."""

from importlib.metadata import version

from engine.protocol import Health
from engine.stream import Dreamer

VERSION = version("pareidolia")


def health(dreamer: Dreamer) -> Health:
    """Return what there is to say of an engine that runs."""
    scheduler = dreamer.scheduler
    return Health(
        version=VERSION,
        network=dreamer.reader.network.name,
        device=str(dreamer.reader.network.device),
        slots=scheduler.slots,
        running=len(scheduler.running),
        waiting=len(scheduler.waiting),
        oldest_wait=scheduler.oldest_wait(),
    )


def complaint(dreamer: Dreamer) -> str | None:
    """Return in one line why the engine cannot dream, or None if it can."""
    if not dreamer.scheduler.alive:
        return "it is stopping"
    if dreamer.stuck():
        return f"a step has gone on for {dreamer.scheduler.step_age():.0f} s"
    return None
