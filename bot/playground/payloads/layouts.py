"""Components of messages as they are shown: with the addresses of their pictures and files."""

from collections.abc import Mapping
from typing import Any

from bot.playground.components import ComponentType
from bot.playground.errors import JSON
from bot.playground.objects import Attachment, Message, Snapshot
from bot.playground.world import World

ATTACHED = "attachment://"
DEFAULTS: Mapping[int, JSON] = {
    ComponentType.THUMBNAIL: {"description": None, "spoiler": False},
    ComponentType.FILE: {"spoiler": False},
    ComponentType.SEPARATOR: {"spacing": 1, "divider": True},
    ComponentType.CONTAINER: {"accent_color": None, "spoiler": False},
}
ITEM: JSON = {"description": None, "spoiler": False}


def components(world: World, of: Message | Snapshot) -> list[JSON]:
    """Return the message's components with everything that Discord adds to them."""
    if not of.components:
        return []
    named = {ATTACHED + each.filename: each for each in of.attachments}
    return [_shown(world, each, named) for each in of.components]


def _shown(world: World, component: JSON, named: Mapping[str, Attachment]) -> JSON:
    """Return one component, and what is inside of it."""
    shown = {**DEFAULTS.get(component["type"], {}), **component}
    if inside := component.get("components"):
        shown["components"] = [_shown(world, each, named) for each in inside]
    match component["type"]:
        case ComponentType.SECTION:
            shown["accessory"] = _shown(world, component["accessory"], named)
        case ComponentType.THUMBNAIL:
            shown["media"] = _media(world, component["media"], named)
        case ComponentType.GALLERY:
            shown["items"] = [
                {**ITEM, **item, "media": _media(world, item["media"], named)} for item in component["items"]
            ]
        case ComponentType.FILE:
            found = named.get(component["file"]["url"])
            shown["file"] = _media(world, component["file"], named)
            shown |= {"name": found.filename if found else None, "size": found.size if found else None}
    return shown


def _media(world: World, media: Mapping[str, Any], named: Mapping[str, Attachment]) -> JSON:
    """Return the addresses of a picture or a file, and how large it is."""
    link = str(media["url"])
    found = named.get(link)
    if found is None:
        return {"id": "0", "url": link, "proxy_url": world.previews.proxied(link), "width": None, "height": None}
    url = world.attachments.url(found)
    return {
        "id": str(found.id),
        "attachment_id": str(found.id),
        "url": url,
        "proxy_url": url,
        "width": found.width,
        "height": found.height,
        "content_type": found.content_type,
    }
