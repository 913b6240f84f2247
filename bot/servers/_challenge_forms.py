"""Forms for what a server decides about challenges: who holds them, and in which time zone dates are meant."""

from collections.abc import Iterable
from typing import Any

import discord

from bot.servers._forms import Field, RuleForm
from bot.servers.rules import IN_A_LIST, HouseRules
from bot.words import say


class HostsForm(RuleForm):
    """Who holds challenges."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a menu of roles."""
        self.chosen: discord.ui.RoleSelect[Any] = discord.ui.RoleSelect(
            custom_id="hosts",
            min_values=0,
            max_values=IN_A_LIST,
            required=False,
            default_values=[discord.SelectDefaultValue.from_role(discord.Object(each)) for each in rules.hosts],
        )
        beside = say("Who has one of them may hold challenges, beside those who may manage events.")
        yield say("Roles"), beside, self.chosen

    def changes(self) -> dict[str, object]:
        """Return the roles."""
        return {"hosts": [role.id for role in self.chosen.values]}


class ZoneForm(RuleForm):
    """In which time zone dates are meant."""

    def fields(self, rules: HouseRules) -> Iterable[tuple[str, str | None, Field]]:
        """Return a line."""
        self.line: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="zone", default=rules.zone, required=False, max_length=40
        )
        yield say("Time zone"), say("For “friday 18:00”. Nothing is the usual one."), self.line

    def changes(self) -> dict[str, object]:
        """Return the zone."""
        return {"zone": self.line.value.strip() or None}


CHALLENGE_FORMS: dict[str, type[RuleForm]] = {"Challenge hosts": HostsForm, "Time zone": ZoneForm}
"""By what they are about, as `showing` calls it."""
