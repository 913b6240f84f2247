"""Embeds."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from bot.playground.rest.requests.parsing import Request

MAX_TEXT = 6000  # characters in all embeds of a message
Url = Annotated[str, StringConstraints(max_length=2048, pattern=r"^(https?|attachment)://")]


class Media(Request):
    """A picture of an embed."""

    url: Url


class Footer(Request):
    """The line below."""

    text: str = Field(max_length=2048)
    icon_url: Url | None = None


class Author(Request):
    """The line above."""

    name: str = Field(max_length=256)
    url: Url | None = None
    icon_url: Url | None = None


class Entry(Request):
    """A name and what belongs to it."""

    name: str = Field(min_length=1, max_length=256)
    value: str = Field(min_length=1, max_length=1024)
    inline: bool = False


class Embed(Request):
    """A box under a message."""

    title: str | None = Field(default=None, max_length=256)
    description: str | None = Field(default=None, max_length=4096)
    url: Url | None = None
    timestamp: datetime | None = None
    color: int | None = Field(default=None, ge=0, le=0xFFFFFF)
    footer: Footer | None = None
    image: Media | None = None
    thumbnail: Media | None = None
    author: Author | None = None
    fields_: list[Entry] = Field(default=[], max_length=25, alias="fields")

    @property
    def length(self) -> int:
        """How many characters count towards the limit for all embeds of a message."""
        texts = [self.title, self.description, self.footer and self.footer.text, self.author and self.author.name]
        texts += [text for entry in self.fields_ for text in (entry.name, entry.value)]
        return sum(len(text) for text in texts if text)


class WithEmbeds(Request):
    """Something that can carry embeds."""

    embeds: list[Embed] | None = Field(default=None, max_length=10)

    @model_validator(mode="after")
    def _not_too_much(self) -> "WithEmbeds":
        if sum(embed.length for embed in self.embeds or ()) > MAX_TEXT:
            raise ValueError(f"MAX_EMBED_SIZE_EXCEEDED Embed size exceeds maximum size of {MAX_TEXT}")
        return self
