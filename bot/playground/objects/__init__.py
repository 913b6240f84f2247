"""Discord's nouns, as the playground holds them. They know nothing of JSON, HTTP or who is listening.

`people` has users, roles and members, `places` guilds, channels and threads, `expressions` emoji and stickers,
`messages` what is said, `meetings` what is planned, `interactions` what people do that the bot must answer.
"""

from bot.playground.objects.expressions import Emoji, GuildEmoji, Sticker
from bot.playground.objects.interactions import Interaction, InteractionState, InteractionType, Resolved
from bot.playground.objects.meetings import Meeting, MeetingStatus
from bot.playground.objects.messages import (
    Attachment,
    Forward,
    Message,
    MessageFlags,
    MessageType,
    Reaction,
    ReferenceType,
    Snapshot,
)
from bot.playground.objects.people import Member, Role, User
from bot.playground.objects.places import Channel, ChannelType, Guild, Overwrite, Thread

__all__ = [
    "Attachment",
    "Channel",
    "ChannelType",
    "Emoji",
    "Forward",
    "Guild",
    "GuildEmoji",
    "Interaction",
    "InteractionState",
    "InteractionType",
    "Meeting",
    "MeetingStatus",
    "Member",
    "Message",
    "MessageFlags",
    "MessageType",
    "Overwrite",
    "Reaction",
    "ReferenceType",
    "Resolved",
    "Role",
    "Snapshot",
    "Sticker",
    "Thread",
    "User",
]
