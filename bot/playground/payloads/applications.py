"""The bot's application."""

from bot.playground.errors import JSON
from bot.playground.payloads.people import user
from bot.playground.world import World

MEMBERS, MESSAGE_CONTENT = 1 << 15, 1 << 19  # the privileged intents that a bot in few guilds may simply turn on


def application(world: World) -> JSON:
    """Return the bot's application object."""
    bot, owner = world.bot_user, world.guild.owner
    return {
        "id": str(bot.id),
        "name": bot.global_name,
        "icon": None,
        "description": "A bot that dreams.",
        "type": None,
        "bot": user(bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "approximate_guild_count": sum(bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_authorization_count": 0,
        "approximate_user_install_count": 0,
        "eligible_oauth2_scopes": [],
        "explicit_content_filter": 0,
        "flags": application_flags(world),
        "flags_new": str(application_flags(world)),
        "interactions_endpoint_url": None,
        "owner": user(owner),
        "redirect_uris": [],
        "role_connections_verification_url": None,
        "team": None,
        "verify_key": f"{bot.id:064x}",
    }


def application_flags(world: World) -> int:
    """Return which privileged intents the application may use."""
    return MEMBERS | MESSAGE_CONTENT if world.message_content_allowed else MEMBERS
