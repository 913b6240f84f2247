"""Setting up: two forms in which a host says what a challenge is about, and who takes part how."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.challenges._choices import listed, rules_of, spans, together
from bot.challenges._venue import check_prize, kept
from bot.challenges.kinds import Kind
from bot.challenges.refusals import BadRules, NotInServer
from bot.challenges.rules import Ballot, Ties
from bot.client import DreamBot
from bot.forms import Form
from bot.store.drafts import Draft
from bot.words import later, say

Interaction = discord.Interaction[DreamBot]
Submit = Callable[[Interaction, Draft], Awaitable[None]]
"""Shows what was made of a form; the interaction is deferred."""

_KINDS = {
    "dreams": later("Everybody dreams the picture, or one of their own on the theme"),
    "guess": later("The picture is a dream: guess what it was"),
    "relay": later("Each dreams one step deeper into the last one's dream"),
}
_WAYS = {
    "hearts reactions": later("A ❤️ for each that one likes"),
    "hearts private": later("A ❤️ for each that one likes, in private"),
    "places reactions": later("🥇🥈🥉 for one's three best"),
    "places private": later("🥇🥈🥉 for one's three best, in private"),
    "pairs private": later("Two dreams at a time, in private"),
}
_TERMS = {
    "named": later("Everybody sees whose is which"),
    "counted": later("Everybody sees the standings during the vote"),
    "approval": later("A moderator looks at each dream first"),
    "earlier": later("Of two with the same points, the earlier goes first"),
}


class _Form(Form):
    """Asks about a draft; `submit` is told what became of it."""

    def __init__(self, title: str, draft: Draft, submit: Submit) -> None:
        super().__init__(title=title)
        self.draft = draft
        self._submit = submit

    def ask(self, text: str, field: discord.ui.Item[Any], description: str | None = None) -> None:
        """Add a field."""
        self.add_item(discord.ui.Label(text=text, description=description, component=field))

    async def settle(self, interaction: Interaction, fields: Mapping[str, object], **changes: Any) -> None:  # noqa: ANN401
        """Let the draft be as it was filled in.

        Raises:
            BadRules: that makes no challenge.
            NotYourRole: the host could not give the prize by hand.
        """
        plan = replace(
            self.draft.plan, **{name: changes.pop(name) for name in ("picture", "original") & changes.keys()}
        )
        rules = rules_of(fields, plan.rules, picture=plan.picture is not None)
        if not isinstance(interaction.user, discord.Member):
            raise NotInServer
        check_prize(interaction.user, rules)
        await self._submit(interaction, replace(self.draft, plan=replace(plan, rules=rules), **changes))


class Outline(_Form):
    """Asks what a challenge is about, and for how long."""

    def __init__(self, draft: Draft, submit: Submit) -> None:
        super().__init__(say("A challenge"), draft, submit)
        rules = draft.plan.rules
        kind = {Kind.BLIND: "guess", Kind.RELAY: "relay"}.get(rules.kind, "dreams")
        self._kind = _select("kind", _KINDS, kind)
        about = ", ".join(rules.answers) or rules.theme
        self._about: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="about", default=about or None, required=False, max_length=200
        )
        self._pictures: discord.ui.FileUpload[Any] = discord.ui.FileUpload(
            custom_id="pictures", required=False, min_values=0, max_values=2
        )
        self._times: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="times", default=together(draft.spans), max_length=80
        )
        self._way = _select("way", _WAYS, f"{rules.voting} {Ballot.PRIVATE if rules.in_private else rules.ballot}")
        answers = say("Where people guess: all right answers, with commas")
        brought = say("None: they bring their own. Where they guess: the dream, then the original")
        example = say("2d, then 1d – or: friday 18:00, then sunday noon")
        self.ask(say("What people do"), self._kind)
        self.ask(say("Theme, or what the picture was"), self._about, answers)
        self.ask(say("Picture"), self._pictures, brought)
        self.ask(say("How long to enter, then to vote"), self._times, example)
        self.ask(say("How they vote"), self._way)

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Make a draft of it."""
        await interaction.response.defer(ephemeral=True, thinking=interaction.message is None)
        kind, about = self._kind.values[0], self._about.value.strip()
        voting, ballot = self._way.values[0].split()
        fields = {
            "relay": kind == "relay",
            "answers": listed(about) if kind == "guess" else [],
            **({} if kind == "guess" else {"theme": about}),
            "voting": voting,
            "ballot": ballot,
        }
        length, vote = spans(self._times.value)
        await self.settle(interaction, fields, **await self._brought(interaction), length=length, voting=vote)

    async def _brought(self, interaction: Interaction) -> dict[str, str | None]:
        bot, files = interaction.client, self._pictures.values
        names = ("picture", "original")
        return {
            name: await kept(bot, bot.fetcher, interaction.channel, [file])
            for name, file in zip(names, files, strict=False)
        }


class Conditions(_Form):
    """Asks who takes part, and on which terms."""

    def __init__(self, draft: Draft, submit: Submit) -> None:
        super().__init__(say("Who takes part, and how"), draft, submit)
        rules = draft.plan.rules
        self._roles = _roles("roles", rules.entrants.roles, 25)
        self._days = _number("days", rules.entrants.account_days)
        self._entries = _number("entries", rules.entries_per_person)
        self._prize = _roles("prize", [] if rules.prize_role is None else [rules.prize_role], 1)
        held = {
            "named": not rules.anonymous,
            "counted": not rules.hidden_standings,
            "approval": rules.approval,
            "earlier": rules.ties is Ties.EARLIER,
        }
        self._terms = discord.ui.Select[Any](
            custom_id="terms",
            options=[
                discord.SelectOption(label=say(words), value=name, default=held[name]) for name, words in _TERMS.items()
            ],
            min_values=0,
            max_values=len(_TERMS),
            required=False,
        )
        together = rules.entrants.roles == rules.voters.roles
        asked = say("Roles that enter and vote") if together else say("Roles that enter")
        self.ask(asked, self._roles, say("None lets everybody in"))
        self.ask(say("Days that an account has to be old"), self._days)
        self.ask(say("Dreams of each, or guesses"), self._entries)
        self.ask(say("A role for the winners"), self._prize)
        self.ask(say("Besides"), self._terms)

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Let it hold for the draft."""
        await interaction.response.defer()
        terms = set(self._terms.values)
        fields = {
            "roles": [role.id for role in self._roles.values],
            "account_days": _read(self._days, "days"),
            "entries_per_person": _read(self._entries, "dreams of each"),
            "prize_role": self._prize.values[0].id if self._prize.values else None,
            "anonymous": "named" not in terms,
            "hidden_standings": "counted" not in terms,
            "approval": "approval" in terms,
            "ties": Ties.EARLIER if "earlier" in terms else Ties.SHARED,
        }
        await self.settle(interaction, fields)


def _select(name: str, options: Mapping[str, str], chosen: str) -> discord.ui.Select[Any]:
    lines = [
        discord.SelectOption(label=say(words), value=value, default=value == chosen) for value, words in options.items()
    ]
    return discord.ui.Select(custom_id=name, options=lines)


def _roles(name: str, held: Any, most: int) -> discord.ui.RoleSelect[Any]:  # noqa: ANN401
    chosen = [discord.SelectDefaultValue.from_role(discord.Object(each)) for each in sorted(held)]
    return discord.ui.RoleSelect(custom_id=name, min_values=0, max_values=most, required=False, default_values=chosen)


def _number(name: str, held: int) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=name, default=str(held), max_length=4)


def _read(field: discord.ui.TextInput[Any], name: str) -> int:
    try:
        return int(field.value)
    except ValueError:
        raise BadRules(later("**{name}** is to be a number"), name=name) from None
