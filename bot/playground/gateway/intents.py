"""What a session asked to hear."""

from enum import IntFlag


class Intents(IntFlag):
    """Groups of events, with Discord's bits."""

    NONE = 0
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


MESSAGES = (Intents.GUILD_MESSAGES, Intents.DIRECT_MESSAGES)
REACTIONS = (Intents.GUILD_MESSAGE_REACTIONS, Intents.DIRECT_MESSAGE_REACTIONS)
TYPING = (Intents.GUILD_MESSAGE_TYPING, Intents.DIRECT_MESSAGE_TYPING)
PINS = (Intents.GUILDS, Intents.DIRECT_MESSAGES)
