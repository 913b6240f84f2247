"""Intents: what the bot asks Discord to hear. One of them is privileged, and it can do without."""

import discord

WITHOUT_CONTENT = (
    "Message Content Intent is off, so people ask by mention, reply, form and menu; switch it on at "
    "discord.com/developers → your application → Bot, or set DREAM_BOT_MESSAGE_CONTENT=false"
)


def intents(*, message_content: bool) -> discord.Intents:
    """Return what to hear; `message_content` is what messages say that do not mention the bot."""
    heard = discord.Intents.none()
    heard.guilds = True
    heard.messages = True
    heard.reactions = True
    heard.message_content = message_content
    return heard


def content_allowed(flags: discord.ApplicationFlags) -> bool:
    """Return whether an application may hear what messages say; small ones only have to switch it on."""
    return flags.gateway_message_content or flags.gateway_message_content_limited
