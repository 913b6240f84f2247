"""The rules of a server in words."""

from collections.abc import Sequence

import discord

from bot.asking.showing import COLOUR
from bot.locales import languages
from bot.refusals import quoted
from bot.servers.rules import HouseRules, PanelStyle, Spoilers
from bot.settings import BotSettings
from bot.words import later, say

NAMES = {
    "channels": later("Channels"),
    "roles": later("Roles"),
    "default_preset": later("Default preset"),
    "panel": later("Panel"),
    "largest_size": later("Longest side"),
    "spoilers": later("Spoilers"),
    "language": later("Language"),
    "prefix": later("Prefix"),
    "audit_channel": later("Audit log"),
    "hosts": later("Challenge hosts"),
    "zone": later("Time zone"),
    "weights": later("More for"),
    "blocked": later("Blocked"),
}
"""What people call each rule."""

_PANELS = {
    PanelStyle.REACTIONS: later("{presets} – as reactions"),
    PanelStyle.BUTTONS: later("{presets} – as buttons"),
    PanelStyle.BOTH: later("{presets} – as reactions and buttons"),
}
_SPOILERS = {Spoilers.SOURCE: later("where the picture was one"), Spoilers.ALWAYS: later("always")}
_SHOWN = 20
"""People of a list; a field has room for 1024 letters."""


def rules_embed(rules: HouseRules, settings: BotSettings) -> discord.Embed:
    """Return what holds in a server, a field each; what nobody has decided there is the operator's `settings`."""
    embed = discord.Embed(
        title=say("How I behave here"),
        description=say("Choose below what to change. It holds at once."),
        colour=COLOUR,
    )
    for name, words in lines(rules, settings).items():
        embed.add_field(name=say(NAMES[name]), value=words, inline=True)
    embed.set_footer(text=say("dreamconfig weight, block, unblock and doctor do the rest."))
    return embed


def lines(rules: HouseRules, settings: BotSettings) -> dict[str, str]:
    """Return what holds, in words, by the rule."""
    panel = settings.panel if rules.panel is None else rules.panel
    largest = rules.size(max(settings.size, settings.largest_size))
    weights = [f"<@&{role}> × {weight:g}" for role, weight in rules.weights.items()]
    shown = ", ".join(panel) or say("no presets")
    spoken = languages().get(rules.language or "")
    return {
        "channels": _listed([f"<#{channel}>" for channel in rules.channels], say("all of them")),
        "roles": _listed([f"<@&{role}>" for role in rules.roles], say("everybody")),
        "default_preset": rules.default_preset or say("the usual one"),
        "panel": say(_PANELS[rules.panel_style], presets=shown),
        "largest_size": say("{side} pixels", side=largest),
        "spoilers": say(_SPOILERS[rules.spoilers]),
        "language": spoken or say("as Discord says of the server"),
        "prefix": quoted(rules.prefix or settings.prefix),
        "audit_channel": say("nowhere") if rules.audit_channel is None else f"<#{rules.audit_channel}>",
        "hosts": _listed([f"<@&{role}>" for role in rules.hosts], say("who may manage events")),
        "zone": rules.zone or settings.zone,
        "weights": _listed(weights, say("nobody")),
        "blocked": _listed([f"<@{person}>" for person in rules.blocked], say("nobody")),
    }


def changes(before: HouseRules, after: HouseRules, settings: BotSettings) -> list[str]:
    """Return what is otherwise now than before, a line each."""
    was, now = lines(before, settings), lines(after, settings)
    return [f"**{say(NAMES[name])}**: {was[name]} → {now[name]}" for name in was if was[name] != now[name]]


def _listed(each: Sequence[str], none: str) -> str:
    if not each:
        return none
    rest = len(each) - _SHOWN
    shown = ", ".join(each[:_SHOWN])
    return say("{shown} and {rest} more", shown=shown, rest=rest) if rest > 0 else shown
