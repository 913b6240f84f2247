"""Finding: which picture a person means who asks for a dream."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.answers import DISCORD_TROUBLE
from bot.sources import pictures
from bot.sources.pictures import Picture
from bot.sources.pointers import Avatar, CustomEmoji, Latest, Noise, Pointer
from bot.sources.refusals import NobodyThere, NoPictureHere, NotAPicture, PictureGone
from bot.words import later

LOOK_BACK = 25
"""So many messages are searched for the last picture in a channel."""


@dataclass(frozen=True)
class Clues:
    """Everything in a question that can tell which picture is meant."""

    channel: discord.abc.Messageable
    me: int
    """The bot's own id: what it posted is no picture that somebody brought."""
    files: Sequence[discord.Attachment] = ()
    pointer: Pointer | None = None
    people: Sequence[discord.User | discord.Member] = ()
    """Who is mentioned, so that their faces can be found."""
    reply: discord.MessageReference | None = None
    asked: discord.Message | None = None
    """The message that asks, where one does."""

    @classmethod
    def of_message(
        cls,
        message: discord.Message,
        me: int,
        pointer: Pointer | None = None,
        files: Sequence[discord.Attachment] | None = None,
    ) -> "Clues":
        """Return those of a message that asks; `files` are those of it that can be meant, without it all of them."""
        return cls(
            message.channel,
            me,
            files=message.attachments if files is None else files,
            pointer=pointer,
            people=message.mentions,
            reply=message.reference,
            asked=message,
        )

    @classmethod
    def of_form(
        cls,
        channel: discord.abc.Messageable,
        me: int,
        picture: discord.Attachment | None,
        avatar: discord.User | discord.Member | None = None,
        *,
        noise: bool = False,
    ) -> "Clues":
        """Return those of a form; of noise and a face that are both asked for, it is noise."""
        face = None if avatar is None else Avatar(avatar.id)
        return cls(
            channel,
            me,
            files=() if picture is None else (picture,),
            pointer=Noise() if noise else face,
            people=() if avatar is None else (avatar,),
        )


async def find(clues: Clues) -> tuple[Picture, ...]:
    """Return the pictures that are meant, none for noise.

    Unless noise was asked for, they are those that came along, else what the words point at, else those of the message
    replied to, else the last picture that somebody posted in the channel.

    Raises:
        NotAPicture: what came along or was replied to holds none.
        PictureGone: what was replied to is not there any more.
        NobodyThere: the person that was pointed at is unknown.
        NoPictureHere: the last picture was asked for, and nobody posted one of late.
    """
    if isinstance(clues.pointer, Noise):
        return ()
    if clues.files:
        return pictures.of_files(clues.files)
    match clues.pointer:
        case Avatar(person):
            return (_face(person, clues.people),)
        case CustomEmoji() as emoji:
            return (pictures.of_emoji(emoji),)
        case Latest():
            if latest := await _latest(clues):
                return latest
            raise NoPictureHere(LOOK_BACK)
    if clues.reply is not None:
        return await _replied_to(clues.reply, clues.channel)
    return await _latest(clues)


def _face(person: int, people: Sequence[discord.User | discord.Member]) -> Picture:
    for each in people:
        if each.id == person:
            return pictures.of_person(each)
    raise NobodyThere


async def _replied_to(reference: discord.MessageReference, channel: discord.abc.Messageable) -> tuple[Picture, ...]:
    message = reference.resolved
    if message is None and reference.message_id is not None:
        try:
            message = await channel.fetch_message(reference.message_id)
        except DISCORD_TROUBLE:
            raise PictureGone from None
    if not isinstance(message, discord.Message):
        raise PictureGone
    if found := pictures.of_message(message):
        return found
    raise NotAPicture(later("The message you replied to"))


async def _latest(clues: Clues) -> tuple[Picture, ...]:
    try:
        async for message in clues.channel.history(limit=LOOK_BACK, before=clues.asked):
            said = _said(message)
            if said.author.id != clues.me and (found := pictures.of_message(said)):
                return found[:1]
    except discord.Forbidden:
        return ()
    except DISCORD_TROUBLE:
        raise PictureGone from None
    return ()


def _said(message: discord.Message) -> discord.Message:
    """Return the message itself, or, where a thread begins, the one that it was started from."""
    began = message.reference and message.reference.resolved
    starts = message.type is discord.MessageType.thread_starter_message
    return began if starts and isinstance(began, discord.Message) else message
