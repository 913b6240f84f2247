"""What there is to ask for, in words: the presets, and how to say what one wants."""

import discord

from bot.dreams.menu import Menu

COLOUR = 0x7A5CFF

_WAYS = (
    ("Ask", "`{dream}` with a picture attached, or as a reply to a message with one."),
    ("Choose", "`{dream} birds` · `{dream} 🐲` · `{dream} of golden retriever` · react to a dream with an emoji"),
    ("Season", "`strength 1.5` · `size 512` · `seed 7`, in any order"),
    ("Go on", "Reply `{dream} deeper`, `again` or `vary` to a dream of mine; `recipe` shows how it was made."),
    ("Point", "`{dream} @someone` for a face · a custom emoji · `last` for the last picture here · `noise` for none"),
    ("Press", "`/dream` has a form; every message and every person has *Apps → Dream this*."),
)


def help_embed(dream: str, picture: str | None = None) -> discord.Embed:
    """Return what one can do, in friendly words; `dream` is how the command is written here."""
    embed = discord.Embed(
        title="I dream",
        description="Show me a picture and I show you what a neural network sees in it when it falls asleep.",
        colour=COLOUR,
    )
    for name, words in _WAYS:
        embed.add_field(name=name, value=words.format(dream=dream), inline=False)
    if picture is not None:
        embed.set_image(url=f"attachment://{picture}")
    return embed


def presets_embed(menu: Menu) -> discord.Embed:
    """Return all presets, each with its emoji and what it does."""
    lines = [f"{preset.emoji} **{preset.name}** – {preset.line}" for preset in menu.presets]
    embed = discord.Embed(title="What I dream of", description="\n".join(lines), colour=COLOUR)
    embed.set_footer(text=f"Say nothing and it is {menu.default.name}. React to a dream with any of these.")
    return embed


def plain(embed: discord.Embed) -> str:
    """Return the words of an embed as a message."""
    fields = (f"**{field.name}** {field.value}" for field in embed.fields)
    footer = (f"-# {embed.footer.text}",) if embed.footer.text else ()
    return "\n".join([f"**{embed.title}**", embed.description or "", *fields, *footer])
