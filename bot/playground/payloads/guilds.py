"""Guilds, roles and channels."""

from bot.playground.errors import JSON
from bot.playground.objects import Channel, Guild, Role, Thread, User
from bot.playground.payloads.expressions import guild_emoji, sticker
from bot.playground.payloads.meetings import meeting
from bot.playground.payloads.people import member, timestamp, user
from bot.playground.permissions import Permissions
from bot.playground.rights import granted_by_roles, permissions_in

BOOSTS = (0, 2, 7, 14)  # how many it takes for each level
NOTHING: JSON = dict.fromkeys(
    (
        "afk_channel_id",
        "application_id",
        "banner",
        "description",
        "discovery_splash",
        "home_header",
        "icon",
        "incidents_data",
        "max_presences",
        "public_updates_channel_id",
        "rules_channel_id",
        "safety_alerts_channel_id",
        "splash",
        "system_channel_id",
        "vanity_url_code",
        "widget_channel_id",
    )
)  # what a guild can have and this one has not


def role(of: Role) -> JSON:
    """Return a role object."""
    payload: JSON = {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(int(of.permissions)),
        "position": of.position,
        "color": of.color,
        "colors": {"primary_color": of.color, "secondary_color": None, "tertiary_color": None},
        "flags": 0,
        "hoist": False,
        "icon": None,
        "managed": of.managed_by is not None,
        "mentionable": of.mentionable,
        "unicode_emoji": None,
    }
    return payload | {"tags": {"bot_id": str(of.managed_by)}} if of.managed_by else payload


def channel(of: Channel, bot: User) -> JSON:
    """Return a channel object: a text channel, direct messages, or a thread as `bot` sees it."""
    if isinstance(of, Thread):
        return thread(of, bot)
    payload = _any_channel(of)
    if of.recipient:
        return payload | {"recipients": [user(of.recipient)]}
    return payload | {
        "topic": of.topic,
        "position": of.position,
        "nsfw": False,
        "parent_id": None,
        "permission_overwrites": [
            {
                "id": str(target),
                "type": 0 if of.guild and target in of.guild.roles else 1,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for target, overwrite in of.overwrites.items()
        ],
    }


def thread(of: Thread, bot: User) -> JSON:
    """Return a channel object of a thread; `member` is there when `bot` is in it."""
    payload = _any_channel(of) | {
        "parent_id": str(of.parent.id),
        "owner_id": str(of.owner.id),
        "message_count": len(of.messages),
        "total_message_sent": of.said,
        "member_count": len(of.joined),
        "thread_metadata": {
            "archived": of.archived,
            "archive_timestamp": timestamp(of.archive_changed),
            "auto_archive_duration": of.auto_archive,
            "locked": of.locked,
            "create_timestamp": timestamp(of.created),
            **({"invitable": of.invitable} if of.private else {}),
        },
    }
    return payload | {"member": thread_member(of, bot)} if bot.id in of.joined else payload


def thread_member(of: Thread, who: User, *, detailed: bool = False) -> JSON:
    """Return that this user is in the thread, and since when; `detailed` tells about the guild's member too."""
    payload: JSON = {
        "id": str(of.id),
        "user_id": str(who.id),
        "join_timestamp": timestamp(of.joined[who.id]),
        "flags": 0,
    }
    return payload | {"member": member(of.guild.members[who.id])} if detailed and of.guild else payload


def _any_channel(of: Channel) -> JSON:
    """Return what all channels have."""
    newest = next(reversed(of.messages), None)
    payload: JSON = {
        "id": str(of.id),
        "type": int(of.type),
        "flags": 0,
        "last_message_id": str(newest) if newest else None,
    }
    if of.pins:
        payload["last_pin_timestamp"] = timestamp(max(of.pins.values()))
    if of.guild:
        payload |= {"guild_id": str(of.guild.id), "name": of.name, "rate_limit_per_user": 0}
    return payload


def guild(of: Guild) -> JSON:
    """Return a guild object as REST gives it."""
    return NOTHING | {
        "id": str(of.id),
        "name": of.name,
        "owner_id": str(of.owner.id),
        "roles": [role(each) for each in of.roles.values()],
        "emojis": [guild_emoji(each) for each in of.emojis.values()],
        "stickers": [sticker(each) for each in of.stickers.values()],
        "features": [],
        "afk_timeout": 300,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "mfa_level": 0,
        "nsfw": False,
        "nsfw_level": 0,
        "preferred_locale": of.locale,
        "premium_progress_bar_enabled": False,
        "premium_subscription_count": BOOSTS[of.boosts],
        "premium_tier": of.boosts,
        "region": "deprecated",
        "system_channel_flags": 0,
        "verification_level": 0,
        "widget_enabled": False,
    }


def counts(of: Guild) -> JSON:
    """Return how many people there are, about."""
    return {"approximate_member_count": len(of.members), "approximate_presence_count": 1}


def own_guild(of: Guild, bot: User, *, with_counts: bool) -> JSON:
    """Return what a list of the bot's guilds tells of each."""
    payload: JSON = {
        "id": str(of.id),
        "name": of.name,
        "icon": None,
        "banner": None,
        "owner": of.owner is bot,
        "permissions": str(int(granted_by_roles(of, bot))),
        "features": [],
    }
    return payload | counts(of) if with_counts else payload


def whole_guild(of: Guild, bot: User) -> JSON:
    """Return the guild that `bot` is in, with everything in it that it sees, as GUILD_CREATE carries it."""
    seen = [each for each in of.threads.values() if Permissions.VIEW_CHANNEL in permissions_in(each, bot)]
    return guild(of) | {
        "joined_at": timestamp(of.members[bot.id].joined),
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "members": [member(each) for each in of.members.values()],
        "channels": [channel(each, bot) for each in of.channels.values()],
        "threads": [thread(each, bot) for each in seen if not each.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [meeting(each) for each in of.meetings.values()],
        "soundboard_sounds": [],
    }
