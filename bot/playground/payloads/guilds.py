"""Guilds, roles and channels."""

from bot.playground.errors import JSON
from bot.playground.objects import Channel, Guild, Role, User
from bot.playground.payloads.people import member, timestamp, user

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


def channel(of: Channel) -> JSON:
    """Return a channel object: a text channel, or direct messages."""
    newest = next(reversed(of.messages), None)
    payload: JSON = {
        "id": str(of.id),
        "type": of.type,
        "flags": 0,
        "last_message_id": str(newest) if newest else None,
    }
    if of.recipient:
        return payload | {"recipients": [user(of.recipient)]}
    return payload | {
        "guild_id": str(of.guild.id) if of.guild else None,
        "name": of.name,
        "topic": of.topic,
        "position": of.position,
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
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


def guild(of: Guild) -> JSON:
    """Return a guild object as REST gives it."""
    return NOTHING | {
        "id": str(of.id),
        "name": of.name,
        "owner_id": str(of.owner.id),
        "roles": [role(each) for each in of.roles.values()],
        "emojis": [],
        "stickers": [],
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
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "premium_subscription_count": 0,
        "premium_tier": 0,
        "region": "deprecated",
        "system_channel_flags": 0,
        "verification_level": 0,
        "widget_enabled": False,
    }


def whole_guild(of: Guild, bot: User) -> JSON:
    """Return the guild that `bot` is in, with everything in it, as GUILD_CREATE carries it."""
    return guild(of) | {
        "joined_at": timestamp(of.members[bot.id].joined),
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "members": [member(each) for each in of.members.values()],
        "channels": [channel(each) for each in of.channels.values()],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
