"""Fine settings: a form for what the recipe of a dream should be, and the button that opens it."""

import asyncio
import re
from dataclasses import replace
from typing import Self

import discord

from bot.answers import DISCORD_TROUBLE
from bot.asking.occasion import Occasion
from bot.asking.order import SMALLEST, STRENGTHS
from bot.client import DreamBot
from bot.forms import Form
from bot.lasting import LastingButton, view_of
from bot.refusals import EngineAsleep
from bot.sources.finding import Clues, find
from bot.words import later, say
from engine.protocol import PresetLine

_LONGEST_TITLE = 45
_LONGEST_PLACEHOLDER = 100
"""Discord's limits."""

_PATIENCE = 2.0
"""Seconds that the form waits for what an engine knows."""

_EXPLAINED = {
    "strength": (later("Strength"), later("Times as strong")),
    "size": (later("Size"), later("Longest side in pixels")),
    "seed": (later("Seed"), later("The same seed gives the same dream")),
}


class FineSettings(Form):
    """Asks for strength, size, seed and objective, and dreams; whatever is left empty is the preset's."""

    def __init__(self, preset: PresetLine, clues: Clues, largest: int) -> None:
        super().__init__(title=say("Fine settings: {preset}", preset=preset.name)[:_LONGEST_TITLE])
        self._preset = preset
        self._clues = clues
        low, high = STRENGTHS
        self._numbers = {
            "strength": _line("strength", say("{low:g} to {high:g}; 1 is the preset's", low=low, high=high)),
            "size": _line("size", say("{low} to {high}", low=SMALLEST, high=largest)),
            "seed": _line("seed", say("any whole number")),
        }
        self._objective: discord.ui.TextInput[FineSettings] = discord.ui.TextInput(
            custom_id="objective",
            style=discord.TextStyle.paragraph,
            placeholder=preset.recipe.objective[:_LONGEST_PLACEHOLDER],
            required=False,
            max_length=400,
        )
        for name, field in self._numbers.items():
            called, about = _EXPLAINED[name]
            self.add_item(discord.ui.Label(text=say(called), description=say(about), component=field))
        sums = say("A sum of classes and layers, such as castle + 0.5 block9")
        self.add_item(discord.ui.Label(text=say("Objective"), description=sums, component=self._objective))

    async def on_submit(self, interaction: discord.Interaction[DreamBot]) -> None:  # type: ignore[override]
        """Dream it."""
        intake, vocabulary = interaction.client.intake, interaction.client.vocabulary
        occasion = Occasion.of_interaction(interaction)
        intake.admit(occasion)
        # The numbers are read as if they were said.
        said = [f"{name} {field.value}" for name, field in self._numbers.items() if field.value.strip()]
        order = await vocabulary.read(" ".join(said), occasion.guild_id)
        order = replace(order, preset=self._preset.name, objective=self._objective.value.strip() or None)
        await vocabulary.plan(order, occasion.guild_id)
        await occasion.defer()
        await intake.take(occasion, order, await find(self._clues))


class FineButton(LastingButton, template=r"dreams:fine:(?P<preset>\w{0,64}):(?P<question>\d+)"):
    """Opens the form, for the picture of the message that asked; its id carries all it needs, so it always works."""

    def __init__(self, preset: str, question: int) -> None:
        custom_id = f"dreams:fine:{preset}:{question}"
        super().__init__(
            discord.ui.Button(label=say("Fine settings"), style=discord.ButtonStyle.primary, custom_id=custom_id)
        )
        self._preset = preset
        self._question = question

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["preset"], int(match["question"]))

    async def act(self, interaction: discord.Interaction[DreamBot]) -> None:
        """Open the form."""
        occasion = Occasion.of_interaction(interaction)
        me = interaction.client.me
        try:
            clues = Clues.of_message(await occasion.channel.fetch_message(self._question), me)
        except DISCORD_TROUBLE:
            # Whoever deleted it may still mean the last picture here.
            clues = Clues(occasion.channel, me)
        await open_form(interaction, self._preset or None, clues)


async def open_form(interaction: discord.Interaction[DreamBot], preset: str | None, clues: Clues) -> None:
    """Answer an interaction with the form for a preset.

    Raises:
        Refusal: there is no such preset, no engine answers in time, or the person may not ask for a dream here and now.
    """
    vocabulary, guild = interaction.client.vocabulary, interaction.guild_id
    interaction.client.intake.admit(Occasion.of_interaction(interaction))
    try:
        # Discord gives three seconds to open a form, and nothing may be answered before it.
        async with asyncio.timeout(_PATIENCE):
            menu = await vocabulary.menu(guild)
            # The form is read with them, and what is wrong in it can then be said at once, to the person alone.
            await vocabulary.classes()
    except TimeoutError:
        raise EngineAsleep from None
    chosen = menu.named(preset)
    await interaction.response.send_modal(FineSettings(chosen, clues, vocabulary.largest_size(guild)))


def fine_view(preset: str, question: int) -> discord.ui.View:
    """Return the button that opens the form."""
    return view_of(FineButton(preset, question))


def _line(name: str, placeholder: str) -> discord.ui.TextInput[FineSettings]:
    return discord.ui.TextInput(custom_id=name, placeholder=placeholder, required=False, max_length=20)
