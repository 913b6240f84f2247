"""Pictures where Discord keeps them: files of a message, what its embeds show, stickers, forwards, faces, emoji."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.refusals import quoted
from bot.sources.pointers import CustomEmoji
from bot.sources.refusals import NotAPicture

_AVATAR_SIDE = 1024
"""Pixels; Discord gives a smaller one where it has no more."""


@dataclass(frozen=True)
class Picture:
    """Where a picture lies, and what Discord says of it."""

    url: str
    size: int | None = None
    """In bytes, where it is known before it is fetched."""
    spoiler: bool = False


def of_files(files: Sequence[discord.Attachment]) -> tuple[Picture, ...]:
    """Return the pictures among files that came along.

    Raises:
        NotAPicture: there are files, and none of them is one.
    """
    found = tuple(_file(file) for file in files if _is_picture(file))
    if files and not found:
        # Discord does not know the type of every file; the engine looks into it.
        if files[0].content_type is None:
            return (_file(files[0]),)
        raise NotAPicture(quoted(files[0].filename))
    return found


def apart(files: Sequence[discord.Attachment]) -> tuple[tuple[discord.Attachment, ...], discord.Attachment | None]:
    """Return the files to dream and the one that guides: the second picture, or the only one.

    Without a picture to dream among the files, it is to be looked for elsewhere.
    """
    match [file for file in files if _is_picture(file)]:
        case [dreamt, guide, *_]:
            return (dreamt,), guide
        case [guide]:
            return (), guide
        case _:
            return (), None


def of_message(message: discord.Message) -> tuple[Picture, ...]:
    """Return the pictures of a message, those of a message it forwards included."""
    found = _shown(message)
    for snapshot in message.message_snapshots:
        found += _shown(snapshot)
    return found


def of_person(person: discord.User | discord.Member) -> Picture:
    """Return the face that a person shows here."""
    return Picture(person.display_avatar.replace(size=_AVATAR_SIDE, format="png").url)


def of_emoji(emoji: CustomEmoji) -> Picture:
    """Return the picture of a custom emoji."""
    return Picture(discord.PartialEmoji(name="_", id=emoji.id, animated=emoji.animated).url)


def _shown(message: discord.Message | discord.MessageSnapshot) -> tuple[Picture, ...]:
    files = tuple(_file(file) for file in message.attachments if _is_picture(file))
    media = (medium for embed in message.embeds for medium in (embed.image, embed.thumbnail))
    # The address that an embed names is somebody's own; Discord's copy of what lies there is another.
    embedded = tuple(Picture(medium.proxy_url) for medium in media if medium.proxy_url)
    stickers = tuple(
        Picture(each.url) for each in message.stickers if each.format is not discord.StickerFormatType.lottie
    )
    return files + embedded + stickers


def _is_picture(file: discord.Attachment) -> bool:
    return (file.content_type or "").startswith("image/")


def _file(file: discord.Attachment) -> Picture:
    return Picture(file.url, file.size, file.is_spoiler())
