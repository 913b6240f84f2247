"""What there is to ask for, in words: the presets, and how to say what one wants."""

from typing import Any

import discord

from bot.asking.occasion import Occasion
from bot.dreams.menu import Menu
from bot.words import later, say

COLOUR = 0x7A5CFF

_WAYS = (
    (later("Ask"), later("`{dream}` with a picture attached, or as a reply to a message with one.")),
    (
        later("Choose"),
        later("`{dream} birds` · `{dream} 🐲` · `{dream} of golden retriever` · react to a dream with an emoji"),
    ),
    (later("Season"), later("`strength 1.5` · `size 512` · `seed 7`, in any order")),
    (
        later("Taste"),
        later("`{dream} sheet` shows a small dream of every kind, side by side; react to the one you want whole."),
    ),
    (later("Move"), later("`{dream} zoom` flies into the dream, `{dream} way` goes from the picture to it.")),
    (
        later("Go on"),
        later("Reply `{dream} deeper`, `again` or `vary` to a dream of mine; `recipe` shows how it was made."),
    ),
    (
        later("Point"),
        later("`{dream} @someone` for a face · a custom emoji · `last` for the last picture here · `noise` for none"),
    ),
    (
        later("Press"),
        later("`/dream` and `/sheet` have forms; every message and every person has *Apps → Dream this*."),
    ),
    (
        later("Yours"),
        later(
            "`{prefix}mine` · `{prefix}queue` · `{prefix}cancel` · `{prefix}stats` · `{prefix}forget`, or `/mydreams`"
        ),
    ),
)


def help_embed(prefix: str, picture: str | None = None) -> discord.Embed:
    """Return what one can do, in friendly words; `prefix` is what a command starts with here."""
    embed = discord.Embed(
        title=say("I dream"),
        description=say("Show me a picture and I show you what a neural network sees in it when it falls asleep."),
        colour=COLOUR,
    )
    for name, words in _WAYS:
        embed.add_field(name=say(name), value=say(words, prefix=prefix, dream=f"{prefix}dream"), inline=False)
    if picture is not None:
        embed.set_image(url=f"attachment://{picture}")
    return embed


def presets_embed(menu: Menu) -> discord.Embed:
    """Return all presets, each with its emoji and what it does."""
    lines = [f"{preset.emoji} **{preset.name}** – {say(preset.line)}" for preset in menu.presets]
    embed = discord.Embed(title=say("What I dream of"), description="\n".join(lines), colour=COLOUR)
    embed.set_footer(
        text=say("Say nothing and it is {preset}. React to a dream with any of these.", preset=menu.default.name)
    )
    return embed


async def show(
    occasion: Occasion,
    embed: discord.Embed,
    **options: Any,  # noqa: ANN401
) -> None:
    """Answer with an embed, or with its words where the bot may not show one; `options` are those of `send`."""
    if occasion.interaction is not None or occasion.granted.embed_links:
        await occasion.post(embed=embed, **options)
    else:
        await occasion.post(plain(embed), **options)


def plain(embed: discord.Embed) -> str:
    """Return the words of an embed as a message."""
    fields = (f"**{field.name}** {field.value}" for field in embed.fields)
    footer = (f"-# {embed.footer.text}",) if embed.footer.text else ()
    return "\n".join([f"**{embed.title}**", embed.description or "", *fields, *footer])
