"""Who and what there is when the playground opens, and what a new guild has."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.playground.avatars import avatar_png
from bot.playground.objects import Channel, Guild, GuildEmoji, Member, Role, Sticker, User
from bot.playground.permissions import MEMBER, Permissions
from bot.playground.snowflakes import Snowflakes

BOT = ("pareidolia", "Pareidolia", 0x7C5CFF)
PEOPLE = (
    ("ada", "Ada", 0xE4572E),
    ("basho", "Basho", 0x3E8E5A),
    ("chidi", "Chidi", 0x2E86C1),
    ("dali", "Dalí", 0xD4A017),
)
AWAKE = 0x2AA198  # the colour of the sticker
BOT_PERMISSIONS = MEMBER | Permissions.MANAGE_MESSAGES


class Plan(NamedTuple):
    """A guild's name, and its channels with their topics."""

    name: str
    channels: Sequence[tuple[str, str]]


OPENING = Plan(
    "The Dreaming",
    (
        ("dreams", "Show the bot a picture and see what it sees in it."),
        ("gallery", "The best ones."),
        ("lounge", "Talk."),
    ),
)


def furnish(snowflakes: Snowflakes, guild: Guild, bot: User) -> None:
    """Give the first guild an emoji and a sticker, so that there is something to try."""
    emoji = GuildEmoji(snowflakes.next(), "dreaming_eye", avatar_png(bot.accent, True, 64), guild.owner)
    guild.emojis[emoji.id] = emoji
    sticker = Sticker(snowflakes.next(), "Awake", avatar_png(AWAKE), guild.id, description="Wide awake.")
    guild.stickers[sticker.id] = sticker


def people_of(snowflakes: Snowflakes) -> list[User]:
    """Return the people one can speak as."""
    return [User(snowflakes.next(), *person) for person in PEOPLE]


def the_bot(snowflakes: Snowflakes) -> User:
    """Return the bot's user, whose id is also its application's."""
    return User(snowflakes.next(), *BOT, bot=True)


def guild_of(snowflakes: Snowflakes, now: float, plan: Plan, people: Sequence[User], bot: User) -> Guild:
    """Return a guild with its roles, members and channels. The first of the people owns it."""
    guild = Guild(snowflakes.next(), plan.name, owner=people[0])
    guild.roles[guild.id] = Role(guild.id, "@everyone", MEMBER)
    role = Role(snowflakes.next(), bot.global_name, BOT_PERMISSIONS, position=1, managed_by=bot.id)
    guild.roles[role.id] = role
    for user in [*people, bot]:
        guild.members[user.id] = Member(user, now, [role] if user is bot else [])
    for position, (name, topic) in enumerate(plan.channels):
        channel = Channel(snowflakes.next(), name, topic, position, guild)
        guild.channels[channel.id] = channel
    return guild
