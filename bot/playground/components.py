"""Finding one's way through components, which can be inside of each other."""

from collections.abc import Iterator

from bot.playground.errors import JSON


def every(components: list[JSON]) -> Iterator[JSON]:
    """Yield each component, and what is inside of it."""
    for component in components:
        yield component
        yield from every(component.get("components") or [])
        for inside in (component.get("accessory"), component.get("component")):
            if inside:
                yield from every([inside])
