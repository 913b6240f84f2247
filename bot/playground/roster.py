"""Who is in a guild, with which roles, and what it has of its own."""

from collections.abc import Mapping, Sequence

from bot.playground import errors, events
from bot.playground.beginnings import Plan, guild_of
from bot.playground.messages import forget_all
from bot.playground.objects import Channel, Guild, GuildEmoji, Member, Overwrite, Role, Sticker, User
from bot.playground.permissions import Permissions
from bot.playground.world import World


def join(world: World, guild: Guild, user: User) -> Member:
    """Let somebody be in a guild, and return the member."""
    member = guild.members[user.id] = Member(user, world.clock())
    world.announce(events.MemberJoined(guild, member))
    return member


def found(world: World, plan: Plan, people: Sequence[User]) -> Guild:
    """Let there be another guild with these people and the bot, and return it. The first of the people owns it."""
    guild = guild_of(world.snowflakes, world.clock(), plan, people, world.bot_user)
    world.found(guild)
    return guild


def leave(world: World, guild: Guild, user: User) -> None:
    """Let somebody leave a guild. Raises 10007."""
    if guild.members.pop(user.id, None) is None:
        raise errors.unknown("Member")
    for thread in guild.threads.values():
        thread.joined.pop(user.id, None)
    world.announce(events.MemberLeft(guild, user))


def create_role(
    world: World,
    guild: Guild,
    name: str,
    permissions: Permissions = Permissions.NONE,
    *,
    mentionable: bool = False,
    color: int = 0,
    below: bool = False,
) -> Role:
    """Let a guild have another role, above all others or `below` them, and return it."""
    position = 1 if below else len(guild.roles)
    for other in guild.roles.values():
        if below and other is not guild.everyone:
            other.position += 1
    role = Role(world.snowflakes.next(), name, permissions, color, position, mentionable)
    guild.roles[role.id] = role
    world.announce(events.RoleCreated(guild, role))
    return role


def change_role(world: World, guild: Guild, role: Role, permissions: Permissions) -> None:
    """Let a role allow something else."""
    role.permissions = permissions
    world.announce(events.RoleChanged(guild, role))


def delete_role(world: World, guild: Guild, role: Role) -> None:
    """Take a role away from the guild, and from all who have it."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role in member.roles:
            member.roles.remove(role)
    world.announce(events.RoleDeleted(guild, role))


def give(world: World, guild: Guild, user: User, role: Role) -> None:
    """Give a role to a member; a second time it does nothing. Raises 10007."""
    member = member_of(guild, user.id)
    if role not in member.roles:
        member.roles.append(role)
        world.announce(events.MemberChanged(guild, member))


def take(world: World, guild: Guild, user: User, role: Role) -> None:
    """Take a role away from a member; when they have it not, do nothing. Raises 10007."""
    member = member_of(guild, user.id)
    if role in member.roles:
        member.roles.remove(role)
        world.announce(events.MemberChanged(guild, member))


def member_of(guild: Guild, user_id: int) -> Member:
    """Return a member. Raises 10007."""
    try:
        return guild.members[user_id]
    except KeyError:
        raise errors.unknown("Member") from None


def add_channel(
    world: World, guild: Guild, name: str, topic: str = "", overwrites: Mapping[int, Overwrite] | None = None
) -> Channel:
    """Let a guild have another channel, and return it. `overwrites` are by the id of a role or a user."""
    channel = Channel(world.snowflakes.next(), name, topic, len(guild.channels), guild)
    channel.overwrites.update(overwrites or {})
    guild.channels[channel.id] = channel
    world.announce(events.ChannelCreated(channel))
    return channel


def delete_channel(world: World, guild: Guild, channel: Channel) -> None:
    """Take a channel away, with its threads and everything in them."""
    for thread in [each for each in guild.threads.values() if each.parent is channel]:
        forget_all(world, thread)
        del guild.threads[thread.id]
    forget_all(world, channel)
    del guild.channels[channel.id]
    world.announce(events.ChannelDeleted(channel))


def add_emoji(world: World, guild: Guild, name: str, image: bytes, creator: User) -> GuildEmoji:
    """Let a guild have another emoji, and return it. `image` is a PNG, or a GIF, which moves."""
    emoji = GuildEmoji(world.snowflakes.next(), name, image, creator, animated=image.startswith(b"GIF8"))
    guild.emojis[emoji.id] = emoji
    world.announce(events.EmojisChanged(guild))
    return emoji


def drop_emoji(world: World, guild: Guild, emoji: GuildEmoji) -> None:
    """Take an emoji away; the reactions with it stay."""
    del guild.emojis[emoji.id]
    world.announce(events.EmojisChanged(guild))


def add_sticker(world: World, guild: Guild, name: str, image: bytes, description: str = "") -> Sticker:
    """Let a guild have another sticker, and return it. `image` is a PNG."""
    sticker = Sticker(world.snowflakes.next(), name, image, guild.id, description=description)
    guild.stickers[sticker.id] = sticker
    world.announce(events.StickersChanged(guild))
    return sticker


def boost(world: World, guild: Guild, level: int) -> None:
    """Let a guild have another level of boosts, 0 to 3: larger files may be sent there."""
    guild.boosts = level
    world.announce(events.GuildChanged(guild))
