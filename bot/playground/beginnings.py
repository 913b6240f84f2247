"""Who and what there is when the playground opens."""

from bot.playground.objects import Channel, Guild, Member, Role, User
from bot.playground.permissions import MEMBER, Permissions
from bot.playground.snowflakes import Snowflakes

GUILD = "The Dreaming"
BOT = ("pareidolia", "Pareidolia", 0x7C5CFF)
PEOPLE = (
    ("ada", "Ada", 0xE4572E),
    ("basho", "Basho", 0x3E8E5A),
    ("chidi", "Chidi", 0x2E86C1),
    ("dali", "Dalí", 0xD4A017),
)
CHANNELS = (
    ("dreams", "Show the bot a picture and see what it sees in it."),
    ("gallery", "The best ones."),
    ("lounge", "Talk."),
)
BOT_PERMISSIONS = MEMBER | Permissions.MANAGE_MESSAGES


def people_of(snowflakes: Snowflakes) -> list[User]:
    """Return the people one can speak as."""
    return [User(snowflakes.next(), *person) for person in PEOPLE]


def the_bot(snowflakes: Snowflakes) -> User:
    """Return the bot's user, whose id is also its application's."""
    return User(snowflakes.next(), *BOT, bot=True)


def the_dreaming(snowflakes: Snowflakes, now: float, people: list[User], bot: User) -> Guild:
    """Return the guild with its roles, members and channels. The first of the people owns it."""
    guild = Guild(snowflakes.next(), GUILD, owner=people[0])
    guild.roles[guild.id] = Role(guild.id, "@everyone", MEMBER)
    role = Role(snowflakes.next(), bot.global_name, BOT_PERMISSIONS, position=1, managed_by=bot.id)
    guild.roles[role.id] = role
    for user in [*people, bot]:
        guild.members[user.id] = Member(user, now, [role] if user is bot else [])
    for position, (name, topic) in enumerate(CHANNELS):
        channel = Channel(snowflakes.next(), name, topic, position, guild)
        guild.channels[channel.id] = channel
    return guild
