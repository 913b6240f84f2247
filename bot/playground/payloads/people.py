"""Users and members."""

from datetime import UTC, datetime

from bot.playground.errors import JSON
from bot.playground.objects import Channel, Member, User


def timestamp(seconds: float) -> str:
    """Return a time as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def avatar_hash(user: User) -> str:
    """Return the name of this user's avatar on the CDN."""
    return f"{user.id:032x}"


def user(of: User) -> JSON:
    """Return a user object."""
    return {
        "id": str(of.id),
        "username": of.username,
        "discriminator": "0",
        "global_name": of.global_name,
        "avatar": avatar_hash(of),
        "avatar_decoration_data": None,
        "accent_color": of.accent,
        "banner": None,
        "bot": of.bot,
        "collectibles": None,
        "flags": 0,
        "primary_guild": None,
        "public_flags": 0,
    }


def member(of: Member, *, with_user: bool = True) -> JSON:
    """Return a guild member object."""
    payload: JSON = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "deaf": False,
        "flags": 0,
        "joined_at": timestamp(of.joined),
        "mute": False,
        "nick": of.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role.id) for role in of.roles],
    }
    return payload | {"user": user(of.user)} if with_user else payload


def member_of(channel: Channel, who: User, *, with_user: bool = True) -> JSON | None:
    """Return the user as a member of the channel's guild; None in direct messages, and for who is not there."""
    if channel.guild is None or who.id not in channel.guild.members:
        return None
    return member(channel.guild.members[who.id], with_user=with_user)
