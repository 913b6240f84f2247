"""What somebody asks the world to say or to change, and the limits on it."""

from dataclasses import dataclass, field

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.errors import JSON
from bot.playground.objects import MessageFlags

MAX_CONTENT = 2000
MAX_EMBEDS = 10
MAX_EMBED_TEXT = 6000
MAX_FILES = 10
MAX_ROWS = 5
MAX_IN_ROW = 5
EMBED_FIELDS = {"title": 256, "description": 4096}
ACTION_ROW = 1
BUTTON = 2
LINK_STYLE = 5
TOO_LONG = "BASE_TYPE_MAX_LENGTH"


@dataclass
class Draft:
    """A message on its way in."""

    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    reply_to: int | None = None
    reply_must_exist: bool = True
    allowed_mentions: JSON | None = None
    nonce: str | None = None
    enforce_nonce: bool = False
    flags: MessageFlags = MessageFlags.NONE


@dataclass
class Edit:
    """Changes to a message. None leaves a thing as it is; `keep` lists the attachments that stay."""

    content: str | None = None
    embeds: list[JSON] | None = None
    components: list[JSON] | None = None
    keep: list[int] | None = None
    uploads: list[Upload] = field(default_factory=list)
    suppress_embeds: bool | None = None
    allowed_mentions: JSON | None = None


def check_content(content: str) -> str:
    """Return the text as Discord keeps it. Raises 50035 when it is too long."""
    content = content.strip()
    if len(content) > MAX_CONTENT:
        message = f"Must be {MAX_CONTENT} or fewer in length."
        raise errors.invalid_form("content", TOO_LONG, message)
    return content


def check_embeds(embeds: list[JSON]) -> list[JSON]:
    """Return the embeds as Discord keeps them. Raises 50035 when there are too many or one is too long."""
    if len(embeds) > MAX_EMBEDS:
        message = f"Must be {MAX_EMBEDS} or fewer in length."
        raise errors.invalid_form("embeds", TOO_LONG, message)
    total = 0
    for index, embed in enumerate(embeds):
        for name, limit in EMBED_FIELDS.items():
            if len(embed.get(name) or "") > limit:
                message = f"Must be {limit} or fewer in length."
                raise errors.invalid_form(f"embeds.{index}.{name}", TOO_LONG, message)
        total += _embed_text(embed)
    if total > MAX_EMBED_TEXT:
        message = f"Embed size exceeds maximum size of {MAX_EMBED_TEXT}"
        raise errors.invalid_form("embeds", "MAX_EMBED_SIZE_EXCEEDED", message)
    return [{"type": "rich", **embed} for embed in embeds]


def _embed_text(embed: JSON) -> int:
    """Return how many characters count towards the limit for all embeds of a message."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for entry in embed.get("fields") or []:
        texts += [entry.get("name"), entry.get("value")]
    return sum(len(text) for text in texts if text)


def check_components(components: list[JSON]) -> list[JSON]:
    """Return rows and buttons with their numbers. Raises 50035 when they are not what Discord would take."""
    if len(components) > MAX_ROWS:
        message = f"Must be {MAX_ROWS} or fewer in length."
        raise errors.invalid_form("components", TOO_LONG, message)
    number, seen, rows = 0, set[str](), list[JSON]()
    for index, row in enumerate(components):
        inside = row.get("components") or []
        place = f"components.{index}"
        if row.get("type") != ACTION_ROW:
            message = 'Value of field "type" must be one of (1,).'
            raise errors.invalid_form(f"{place}.type", "UNION_TYPE_CHOICES", message)
        if not 1 <= len(inside) <= MAX_IN_ROW:
            message = f"Must be between 1 and {MAX_IN_ROW} in length."
            raise errors.invalid_form(f"{place}.components", "BASE_TYPE_BAD_LENGTH", message)
        number += 1
        row_number, kept = number, list[JSON]()
        for slot, component in enumerate(inside):
            number += 1
            kept.append({**component, "id": number})
            _check_component(component, f"{place}.components.{slot}", seen)
        rows.append({"type": ACTION_ROW, "id": row_number, "components": kept})
    return rows


def _check_component(component: JSON, place: str, seen: set[str]) -> None:
    """Check one button or menu. `seen` are the custom ids so far, which must differ."""
    if component.get("type") == BUTTON and component.get("style") == LINK_STYLE:
        return
    custom_id = component.get("custom_id")
    if not custom_id:
        raise errors.invalid_form(f"{place}.custom_id", "BASE_TYPE_REQUIRED", "This field is required")
    if len(custom_id) > 100:
        message = "Must be 100 or fewer in length."
        raise errors.invalid_form(f"{place}.custom_id", TOO_LONG, message)
    if custom_id in seen:
        message = "Component custom id cannot be duplicated"
        raise errors.invalid_form(f"{place}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", message)
    seen.add(custom_id)
    if len(component.get("label") or "") > 80:
        raise errors.invalid_form(f"{place}.label", TOO_LONG, "Must be 80 or fewer in length.")


def check_uploads(uploads: list[Upload], limit: int, already: int = 0) -> None:
    """Raise 40005 when a file is too large, 50035 when the message would carry too many."""
    if any(len(upload.content) > limit for upload in uploads):
        raise errors.too_large()
    if already + len(uploads) > MAX_FILES:
        message = f"Must be {MAX_FILES} or fewer in length."
        raise errors.invalid_form("attachments", TOO_LONG, message)
