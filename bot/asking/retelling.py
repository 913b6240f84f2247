"""Retelling: the words that ask for a dream again, from what is kept of it."""

from bot.asking.order import Order
from bot.dreams.menu import Menu
from bot.store.jobs import Job


def words_for(job: Job, menu: Menu) -> str | None:
    """Return what to say to have the dream again, of its picture; None where words alone do not say it."""
    preset = menu.get(job.preset.name)
    if preset is None or job.deeper or job.guides or not job.changes.keys() <= {"size", "seed", "strength"}:
        return None
    strength, size = job.changes.get("strength"), job.changes.get("size")
    order = Order(
        preset=preset.name,
        strength=strength / preset.recipe.strength if isinstance(strength, float) else 1.0,
        size=size if isinstance(size, int) else None,
        seed=job.seed,
        motion=None if job.journey is None else ("zoom" if job.journey["kind"] == "zoom" else "way"),
    )
    return " ".join(order.phrases)
