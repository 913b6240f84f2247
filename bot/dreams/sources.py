"""Sources: the picture that a person means, fetched from Discord's own hosts alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.answers import DISCORD_TROUBLE
from bot.refusals import NotAPicture, PictureGone, PictureTooLarge

MAX_BYTES = 25 * 2**20


@dataclass(frozen=True)
class Source:
    """What a dream starts from: the bytes of a file as somebody sent it, or none for noise."""

    data: bytes = b""
    spoiler: bool = False
    """Whether it was posted behind a spoiler, where its dream has to stay."""

    @property
    def of_noise(self) -> bool:
        """Whether there is no picture."""
        return not self.data


NOISE = Source()


async def find(message: discord.Message) -> Source:
    """Return the first picture attached to a message, else the one in the message it replies to, else noise.

    Raises:
        NotAPicture: what was attached or replied to holds none.
        PictureTooLarge: it has more bytes than are fetched.
        PictureGone: Discord does not give it out.
    """
    if message.attachments:
        return await fetch(_first_picture(message.attachments) or message.attachments[0])
    if message.reference is not None:
        return await fetch(await _replied_to(message.reference, message.channel))
    return NOISE


async def fetch(picture: discord.Attachment) -> Source:
    """Return the bytes of an attachment.

    Raises:
        NotAPicture: Discord says that it is something else.
        PictureTooLarge: it has more bytes than are fetched.
        PictureGone: Discord does not give it out.
    """
    if picture.content_type is not None and not picture.content_type.startswith("image/"):
        raise NotAPicture(f"`{picture.filename.replace('`', '’')}`")
    if picture.size > MAX_BYTES:
        raise PictureTooLarge(picture.size, MAX_BYTES)
    try:
        return Source(await picture.read(), picture.is_spoiler())
    except DISCORD_TROUBLE:
        raise PictureGone from None


async def _replied_to(reference: discord.MessageReference, channel: discord.abc.Messageable) -> discord.Attachment:
    message = reference.resolved
    if message is None and reference.message_id is not None:
        try:
            message = await channel.fetch_message(reference.message_id)
        except DISCORD_TROUBLE:
            raise PictureGone from None
    if not isinstance(message, discord.Message):
        raise PictureGone
    picture = _first_picture(message.attachments)
    if picture is None:
        raise NotAPicture("The message you replied to")
    return picture


def _first_picture(attachments: Iterable[discord.Attachment]) -> discord.Attachment | None:
    return next((file for file in attachments if (file.content_type or "").startswith("image/")), None)
