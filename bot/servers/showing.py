"""The rules of a server in words."""

from collections.abc import Sequence

import discord

from bot.asking.showing import COLOUR
from bot.servers.rules import HouseRules, PanelStyle, Spoilers
from bot.settings import BotSettings

_STYLES = {PanelStyle.REACTIONS: "reactions", PanelStyle.BUTTONS: "buttons", PanelStyle.BOTH: "reactions and buttons"}
_SPOILERS = {Spoilers.SOURCE: "where the picture was one", Spoilers.ALWAYS: "always"}
_SHOWN = 20
"""People of a list; a field has room for 1024 letters."""


def rules_embed(rules: HouseRules, settings: BotSettings) -> discord.Embed:
    """Return what holds in a server, a field each; what nobody has decided there is the operator's `settings`."""
    embed = discord.Embed(
        title="How I behave here",
        description="Choose below what to change. It holds at once.",
        colour=COLOUR,
    )
    for name, words in lines(rules, settings).items():
        embed.add_field(name=name, value=words, inline=True)
    embed.set_footer(text="dreamconfig weight, block, unblock and doctor do the rest.")
    return embed


def lines(rules: HouseRules, settings: BotSettings) -> dict[str, str]:
    """Return what holds, in words, by what it is about."""
    panel = settings.panel if rules.panel is None else rules.panel
    largest = rules.size(max(settings.size, settings.largest_size))
    weights = [f"<@&{role}> × {weight:g}" for role, weight in rules.weights.items()]
    return {
        "Channels": _listed([f"<#{channel}>" for channel in rules.channels], "all of them"),
        "Roles": _listed([f"<@&{role}>" for role in rules.roles], "everybody"),
        "Default preset": rules.default_preset or "the usual one",
        "Panel": f"{', '.join(panel) or 'no presets'} – as {_STYLES[rules.panel_style]}",
        "Longest side": f"{largest} pixels",
        "Spoilers": _SPOILERS[rules.spoilers],
        "Prefix": f"`{rules.prefix or settings.prefix}`",
        "Audit log": "nowhere" if rules.audit_channel is None else f"<#{rules.audit_channel}>",
        "Challenge hosts": _listed([f"<@&{role}>" for role in rules.hosts], "who may manage events"),
        "Time zone": rules.zone or settings.zone,
        "More for": _listed(weights, "nobody"),
        "Blocked": _listed([f"<@{person}>" for person in rules.blocked], "nobody"),
    }


def changes(before: HouseRules, after: HouseRules, settings: BotSettings) -> list[str]:
    """Return what is otherwise now than before, a line each."""
    was, now = lines(before, settings), lines(after, settings)
    return [f"**{name}**: {was[name]} → {now[name]}" for name in was if was[name] != now[name]]


def _listed(each: Sequence[str], none: str) -> str:
    if not each:
        return none
    rest = len(each) - _SHOWN
    return ", ".join(each[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
