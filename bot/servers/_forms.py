"""Forms: one for each thing that a server can decide, filled in with what holds now."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import discord

from bot.client import DreamBot
from bot.dreams.menu import Menu
from bot.forms import Form
from bot.locales import languages
from bot.servers.refusals import NoSuchRule
from bot.servers.rules import IN_A_LIST, IN_PANEL, HouseRules, PanelStyle, Spoilers
from bot.words import later, say
from engine.protocol import PresetLine

Field = discord.ui.Item[Any]
Decide = Callable[[discord.Interaction[DreamBot], dict[str, object]], Awaitable[None]]

_PLACES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.category,
]
_WRITABLE = [discord.ChannelType.text, discord.ChannelType.news]


_STYLES = {
    PanelStyle.REACTIONS: later("reactions"),
    PanelStyle.BUTTONS: later("buttons"),
    PanelStyle.BOTH: later("both"),
}
_AS_DISCORD_SAYS = "discord"


class RuleForm(Form):
    """Asks for one thing; a subclass says with which fields, and what they mean."""

    def __init__(self, title: str, rules: HouseRules, menu: Menu | None, decide: Decide) -> None:
        """Fill it in with what holds now; `decide` is told what was sent, and `menu` is for forms that list presets."""
        super().__init__(title=title)
        self.menu = menu
        self._decide = decide
        for text, description, field in self.fields(rules):
            self.add_item(discord.ui.Label(text=text, description=description, component=field))

    @abstractmethod
    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return the fields, each with what it is called and what there is to say of it."""

    @abstractmethod
    def changes(self) -> dict[str, object]:
        """Return what is decided. Raises `NoSuchRule` if it cannot be."""

    async def on_submit(self, interaction: discord.Interaction[DreamBot]) -> None:  # type: ignore[override]
        """Let it hold."""
        await self._decide(interaction, self.changes())


class ChannelsForm(RuleForm):
    """Where the bot dreams."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu of channels."""
        self.chosen: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id="channels",
            channel_types=_PLACES,
            min_values=0,
            max_values=IN_A_LIST,
            required=False,
            default_values=[discord.SelectDefaultValue.from_channel(discord.Object(each)) for each in rules.channels],
        )
        about = say("With their threads; a category is all that is in it. None is everywhere.")
        yield say("Channels"), about, self.chosen

    def changes(self) -> dict[str, object]:
        """Return the channels."""
        return {"channels": [channel.id for channel in self.chosen.values]}


class RolesForm(RuleForm):
    """For whom the bot dreams."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu of roles."""
        self.chosen: discord.ui.RoleSelect[Any] = discord.ui.RoleSelect(
            custom_id="roles",
            min_values=0,
            max_values=IN_A_LIST,
            required=False,
            default_values=[discord.SelectDefaultValue.from_role(discord.Object(each)) for each in rules.roles],
        )
        yield say("Roles"), say("Who has one of them may ask. None is everybody."), self.chosen

    def changes(self) -> dict[str, object]:
        """Return the roles."""
        return {"roles": [role.id for role in self.chosen.values]}


class PresetForm(RuleForm):
    """What the bot dreams when nobody says what."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return menus of presets."""
        assert self.menu is not None, "the form lists presets"  # noqa: S101
        self.chosen = _preset_menus(self.menu, [rules.default_preset] if rules.default_preset else [], 1)
        for number, menu in enumerate(self.chosen):
            yield _numbered(say("Preset"), number), say("None is the usual one."), menu

    def changes(self) -> dict[str, object]:
        """Return the preset."""
        names = [name for menu in self.chosen for name in menu.values]
        if len(names) > 1:
            raise NoSuchRule(later("One preset can be the default, not several."))
        return {"default_preset": names[0] if names else None}


class PanelForm(RuleForm):
    """What stands under a dream."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return menus of presets, and one of styles."""
        assert self.menu is not None, "the form lists presets"  # noqa: S101
        self.style = _select("style", {style.value: say(words) for style, words in _STYLES.items()}, rules.panel_style)
        self.chosen = _preset_menus(self.menu, rules.panel or (), IN_PANEL)
        for number, menu in enumerate(self.chosen):
            yield _numbered(say("Presets"), number), say("At most {most}; none is the usual ones.", most=IN_PANEL), menu
        yield say("Style"), None, self.style

    def changes(self) -> dict[str, object]:
        """Return the presets and the style."""
        names = [name for menu in self.chosen for name in menu.values]
        return {"panel": names or None, "panel_style": self.style.values[0]}


class SizeForm(RuleForm):
    """How large a dream may be."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a line for a number."""
        self.line = _line("size", rules.largest_size, 4)
        yield say("Longest side in pixels"), say("Nothing is as much as I can."), self.line

    def changes(self) -> dict[str, object]:
        """Return the number."""
        written = self.line.value.strip().removesuffix("px")
        return {"largest_size": written or None}


class SpoilersForm(RuleForm):
    """Which dreams are hidden."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu."""
        said = {Spoilers.SOURCE: say("Where the picture was a spoiler"), Spoilers.ALWAYS: say("Always")}
        self.chosen = _select("spoilers", {each.value: words for each, words in said.items()}, rules.spoilers)
        yield say("Dreams are spoilers"), None, self.chosen

    def changes(self) -> dict[str, object]:
        """Return the policy."""
        return {"spoilers": self.chosen.values[0]}


class LanguageForm(RuleForm):
    """What the bot speaks."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu of languages."""
        choices = {_AS_DISCORD_SAYS: say("As Discord says of the server"), **languages()}
        self.chosen = _select("language", choices, rules.language or _AS_DISCORD_SAYS)
        yield say("Language"), say("What I say to all. What one person alone reads is in theirs."), self.chosen

    def changes(self) -> dict[str, object]:
        """Return the language."""
        chosen = self.chosen.values[0]
        return {"language": None if chosen == _AS_DISCORD_SAYS else chosen}


class PrefixForm(RuleForm):
    """What commands start with."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a line."""
        self.line = _line("prefix", rules.prefix, 5)
        yield say("Prefix"), say("What stands before “dream”. Nothing is the usual one."), self.line

    def changes(self) -> dict[str, object]:
        """Return the prefix."""
        return {"prefix": self.line.value.strip() or None}


class AuditForm(RuleForm):
    """Where changes are told."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu of channels."""
        channel = rules.audit_channel
        self.chosen: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
            custom_id="audit",
            channel_types=_WRITABLE,
            min_values=0,
            required=False,
            default_values=[]
            if channel is None
            else [discord.SelectDefaultValue.from_channel(discord.Object(channel))],
        )
        yield say("Channel"), say("I tell there what is changed here. None is nowhere."), self.chosen

    def changes(self) -> dict[str, object]:
        """Return the channel."""
        return {"audit_channel": self.chosen.values[0].id if self.chosen.values else None}


FORMS: dict[str, type[RuleForm]] = {
    "Channels": ChannelsForm,
    "Roles": RolesForm,
    "Default preset": PresetForm,
    "Panel": PanelForm,
    "Longest side": SizeForm,
    "Spoilers": SpoilersForm,
    "Language": LanguageForm,
    "Prefix": PrefixForm,
    "Audit log": AuditForm,
}
"""By what they are about, as `showing` calls it in English."""


def _preset_menus(menu: Menu, chosen: Sequence[str], most: int) -> list[discord.ui.Select[Any]]:
    """Return menus that list the presets; one of Discord's menus takes so many, and a form so many menus."""
    parts = [menu.presets[start : start + IN_A_LIST] for start in range(0, len(menu.presets), IN_A_LIST)][:4]
    return [
        discord.ui.Select(
            custom_id=f"presets-{number}",
            options=[_option(preset, preset.name in chosen) for preset in part],
            min_values=0,
            max_values=min(most, len(part)),
            required=False,
        )
        for number, part in enumerate(parts)
    ]


def _option(preset: PresetLine, chosen: bool) -> discord.SelectOption:
    return discord.SelectOption(label=preset.name, value=preset.name, emoji=preset.emoji, default=chosen)


def _select(custom_id: str, choices: dict[str, str], chosen: str) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=words, value=value, default=value == chosen) for value, words in choices.items()
    ]
    return discord.ui.Select(custom_id=custom_id, options=options)


def _line(custom_id: str, held: object, longest: int) -> discord.ui.TextInput[Any]:
    default = None if held is None else str(held)
    return discord.ui.TextInput(custom_id=custom_id, default=default, required=False, max_length=longest)


def _numbered(name: str, number: int) -> str:
    return name if number == 0 else f"{name} ({number + 1})"
