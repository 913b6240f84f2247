"""Sources: the picture that a person means, fetched from Discord's own hosts alone."""

from dataclasses import dataclass

import discord

from bot.refusals import NotAPicture, PictureGone, PictureTooLarge

MAX_BYTES = 25 * 2**20


@dataclass(frozen=True)
class Source:
    """What a dream starts from: the bytes of a file as somebody sent it, or none for noise."""

    data: bytes = b""

    @property
    def of_noise(self) -> bool:
        """Whether there is no picture."""
        return not self.data


NOISE = Source()


async def find(message: discord.Message | None, picture: discord.Attachment | None) -> Source:
    """Return the attached picture, else the one in the message replied to, else noise.

    Raises:
        NotAPicture: what was attached or replied to holds none.
        PictureTooLarge: it has more bytes than are fetched.
        PictureGone: Discord does not give it out.
    """
    if picture is None and message is not None:
        picture = next(iter(message.attachments), None)
        if picture is None and message.reference is not None:
            picture = await _replied_to(message.reference, message.channel)
    return NOISE if picture is None else await fetch(picture)


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
        return Source(await picture.read())
    except discord.HTTPException:
        raise PictureGone from None


async def _replied_to(reference: discord.MessageReference, channel: discord.abc.Messageable) -> discord.Attachment:
    message = reference.resolved
    if message is None and reference.message_id is not None:
        try:
            message = await channel.fetch_message(reference.message_id)
        except discord.HTTPException:
            raise PictureGone from None
    if not isinstance(message, discord.Message):
        raise PictureGone
    for attachment in message.attachments:
        if (attachment.content_type or "").startswith("image/"):
            return attachment
    raise NotAPicture("The message you replied to")
