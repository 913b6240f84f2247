"""Emoji and stickers."""

from dataclasses import dataclass

from bot.playground.objects.people import User

KEYCAP = "\u20e3"
LONGEST = 32  # characters of an emoji; families with skin tones have about a dozen


@dataclass(frozen=True)
class Emoji:
    """What stands in a reaction: a Unicode emoji (no id), or one of a guild's own."""

    name: str
    id: int | None = None
    animated: bool = False

    @property
    def key(self) -> str:
        """What makes two emoji the same; the variation selector does not."""
        return str(self.id) if self.id else self.name.replace("\ufe0f", "")

    @classmethod
    def parse(cls, text: str) -> "Emoji":
        """Return the emoji of a route or a person: `👁`, `name:id`, `<:name:id>`. Raises ValueError when it is none."""
        inside = text.strip("<>")
        name, _, identifier = inside.removeprefix("a:").lstrip(":").partition(":")
        if identifier:
            return cls(name, int(identifier), inside.startswith("a:"))
        if not text or len(text) > LONGEST or (text.isascii() and KEYCAP not in text) or text[0].isalpha():
            raise ValueError(f"{text!r} is not an emoji")
        return cls(text)


@dataclass(eq=False)
class GuildEmoji:
    """An emoji that a guild has made. `image` is a PNG, or a GIF when it is animated."""

    id: int
    name: str
    image: bytes
    creator: User
    animated: bool = False

    @property
    def emoji(self) -> Emoji:
        """The emoji as it stands in a reaction."""
        return Emoji(self.name, self.id, self.animated)

    def __str__(self) -> str:
        """What to write in a message to show it."""
        return f"<{'a' if self.animated else ''}:{self.name}:{self.id}>"


@dataclass(eq=False)
class Sticker:
    """A picture that a guild lets its members send by name: a PNG."""

    id: int
    name: str
    image: bytes
    guild_id: int
    tags: str = "sparkles"
    description: str = ""
