"""Messages to send, and changes to them."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from bot.playground.attachments import Upload
from bot.playground.components import every
from bot.playground.drafts import Draft, Edit
from bot.playground.errors import JSON
from bot.playground.objects import MessageFlags, ReferenceType
from bot.playground.rest.bodies import Body
from bot.playground.rest.requests.components import MAX_COMPONENTS, MAX_ROWS, ActionRow, Component, numbered
from bot.playground.rest.requests.embeds import WithEmbeds
from bot.playground.rest.requests.parsing import Request, Snowflake

SENDABLE = (
    MessageFlags.SUPPRESS_EMBEDS
    | MessageFlags.EPHEMERAL
    | MessageFlags.SUPPRESS_NOTIFICATIONS
    | MessageFlags.COMPONENTS_V2
)


class AllowedMentions(Request):
    """Who may be pinged."""

    parse: list[Literal["users", "roles", "everyone"]] | None = None
    users: list[Snowflake] | None = Field(default=None, max_length=100)
    roles: list[Snowflake] | None = Field(default=None, max_length=100)
    replied_user: bool | None = None

    @model_validator(mode="after")
    def _say_it_once(self) -> "AllowedMentions":
        for kind, listed in (("users", self.users), ("roles", self.roles)):
            if listed and kind in (self.parse or ()):
                message = f"parse:[{kind!r}] and {kind}: [ids...] are mutually exclusive."
                raise ValueError(f"MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE {message}")
        return self


class Reference(Request):
    """The message that is answered, or sent on."""

    type: ReferenceType = ReferenceType.REPLY
    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool = True


class FileEntry(Request):
    """What is said about a file; with another id than a new file's, the file that stays."""

    id: Snowflake
    filename: str | None = Field(default=None, max_length=1024)
    description: str | None = Field(default=None, max_length=1024)


class Parts(WithEmbeds):
    """What a message and a change to one have in common."""

    content: str | None = None
    components: list[Component] | None = None
    allowed_mentions: AllowedMentions | None = None
    attachments: list[FileEntry] | None = None
    flags: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _components_fit(self) -> "Parts":
        components = [component.json_object for component in self.components or ()]
        plain = all(isinstance(component, ActionRow) for component in self.components or ())
        newer = bool((self.flags or 0) & MessageFlags.COMPONENTS_V2)
        if newer and (self.content or self.embeds):
            raise ValueError("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2 Content and embeds cannot be used")
        if not newer and plain and len(components) > MAX_ROWS:
            raise ValueError(f"BASE_TYPE_MAX_LENGTH Must be {MAX_ROWS} or fewer in length.")
        ids = [each["custom_id"] for each in every(components) if each.get("custom_id")]
        if len(set(ids)) < len(ids):
            raise ValueError("COMPONENT_CUSTOM_ID_DUPLICATED Component custom id cannot be duplicated")
        if sum(1 for _ in every(components)) > MAX_COMPONENTS:
            raise ValueError(f"COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED {MAX_COMPONENTS} components at most")
        return self

    def uploads(self, body: Body) -> list[Upload]:
        """Return the files in order, with the names and descriptions that are listed for them."""
        listed = {entry.id: entry for entry in self.attachments or ()}
        uploads: list[Upload] = []
        for place, upload in body.numbered_files():
            said = None if place is None else listed.get(place)
            name = said.filename if said and said.filename else upload.filename
            uploads.append(Upload(name, upload.content, said.description if said else None))
        return uploads


class MessageRequest(Parts):
    """A message to send."""

    nonce: Annotated[str, Field(max_length=25)] | int | None = None
    enforce_nonce: bool | None = None
    tts: bool | None = None
    message_reference: Reference | None = None
    sticker_ids: list[Snowflake] | None = None

    def draft(self, body: Body) -> Draft:
        """Return the message that these fields and the body's files ask for."""
        reference = self.message_reference
        forwards = reference is not None and reference.type == ReferenceType.FORWARD
        return Draft(
            content=self.content or "",
            embeds=_embeds(self.embeds or ()),
            components=numbered(self.components or []),
            uploads=self.uploads(body),
            sticker_ids=self.sticker_ids or [],
            reply_to=reference.message_id if reference and not forwards else None,
            reply_must_exist=reference.fail_if_not_exists if reference else True,
            forward=(reference.channel_id or 0, reference.message_id) if reference and forwards else None,
            allowed_mentions=self.allowed_mentions.json_object if self.allowed_mentions else None,
            nonce=None if self.nonce is None else str(self.nonce),
            enforce_nonce=bool(self.enforce_nonce),
            flags=MessageFlags(self.flags or 0) & SENDABLE,
        )


class EditRequest(Parts):
    """A change to a message: what is null is emptied, what is absent stays."""

    def edit(self, body: Body) -> Edit:
        """Return the changes that these fields and the body's files ask for."""
        given = self.model_fields_set
        kept = [entry.id for entry in self.attachments or ()] if "attachments" in given else None
        suppress = bool((self.flags or 0) & MessageFlags.SUPPRESS_EMBEDS) if "flags" in given else None
        return Edit(
            content=(self.content or "") if "content" in given else None,
            embeds=_embeds(self.embeds or ()) if "embeds" in given else None,
            components=numbered(self.components or []) if "components" in given else None,
            keep=kept,
            uploads=self.uploads(body),
            suppress_embeds=suppress,
            allowed_mentions=self.allowed_mentions.json_object if self.allowed_mentions else None,
        )


class BulkDelete(Request):
    """Messages to take away at once."""

    messages: list[Snowflake]


def _embeds(embeds: Sequence[Any]) -> list[JSON]:
    """Return embeds as Discord keeps them."""
    return [{"type": "rich", **embed.model_dump(mode="json", exclude_none=True, by_alias=True)} for embed in embeds]
