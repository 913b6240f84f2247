"""The words of commands in other languages: what Discord shows of them while somebody chooses one.

What people say stays English, so that help, messages and forms name a command alike; only menus of messages and people,
whose names nobody writes, have names in each language.
"""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location
from discord.app_commands import TranslationContextTypes, locale_str

from bot.locales import ENGLISH, nearest
from bot.words import say, speaking

_DESCRIPTIONS = (Location.command_description, Location.group_description, Location.parameter_description)


class CommandWords(app_commands.Translator):
    """Looks them up in the catalogues."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return what stands for a string in a locale; None for the string itself."""
        language = nearest(str(locale)) or ENGLISH
        named = context.location is Location.command_name and isinstance(context.data, app_commands.ContextMenu)
        if language == ENGLISH or not (named or context.location in _DESCRIPTIONS):
            return None
        with speaking(language):
            said = say(string.message)
        return None if said == string.message else said
