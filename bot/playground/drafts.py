"""What somebody asks the world to say or to change, and the limits on it."""

from dataclasses import dataclass, field

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.errors import JSON
from bot.playground.objects import MessageFlags

MAX_CONTENT = 2000
MAX_FILES = 10
TOO_LONG = "BASE_TYPE_MAX_LENGTH"


@dataclass
class Draft:
    """A message on its way in. `forward` is the channel and the message that it sends on."""

    content: str = ""
    embeds: list[JSON] = field(default_factory=list)
    components: list[JSON] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)
    sticker_ids: list[int] = field(default_factory=list)
    reply_to: int | None = None
    reply_must_exist: bool = True
    forward: tuple[int, int] | None = None
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


def check_uploads(uploads: list[Upload], limit: int, already: int = 0) -> None:
    """Raise 40005 when a file is too large, 50035 when the message would carry too many."""
    if any(len(upload.content) > limit for upload in uploads):
        raise errors.too_large()
    if already + len(uploads) > MAX_FILES:
        message = f"Must be {MAX_FILES} or fewer in length."
        raise errors.invalid_form("attachments", TOO_LONG, message)
