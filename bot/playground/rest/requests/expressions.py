"""Emoji to make."""

from pydantic import Field

from bot.playground.rest.requests.parsing import Request, Snowflake


class EmojiRequest(Request):
    """A name and a picture, as a data URL."""

    name: str = Field(min_length=2, max_length=32, pattern=r"^\w+$")
    image: str
    roles: list[Snowflake] | None = None
