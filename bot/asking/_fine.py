"""Fine settings: a form for what the recipe of a dream should be, opened by `/dreams fine`."""

from dataclasses import replace

import discord

from bot.answers import tell
from bot.asking.intake import Intake
from bot.asking.occasion import Occasion
from bot.asking.order import SMALLEST, STRENGTHS
from bot.client import DreamBot
from bot.sources.finding import Clues, find
from engine.protocol import PresetLine


class FineSettings(discord.ui.Modal):
    """Asks for strength, size, seed and objective, and dreams; whatever is left empty is the preset's."""

    def __init__(self, intake: Intake, preset: PresetLine, picture: discord.Attachment | None) -> None:
        super().__init__(title=f"Fine settings: {preset.name}"[:45])
        self._intake = intake
        self._preset = preset
        self._picture = picture
        low, high = STRENGTHS
        self._numbers = {
            "strength": _line("strength", f"{low:g} to {high:g}; 1 is the preset's"),
            "size": _line("size", f"{SMALLEST} to {intake.largest_size}"),
            "seed": _line("seed", "any whole number"),
        }
        self._objective: discord.ui.TextInput[FineSettings] = discord.ui.TextInput(
            custom_id="objective",
            style=discord.TextStyle.paragraph,
            placeholder=preset.recipe.objective,
            required=False,
            max_length=400,
        )
        explained = {
            "strength": "Times as strong",
            "size": "Longest side in pixels",
            "seed": "The same, the same dream",
        }
        for name, field in self._numbers.items():
            self.add_item(discord.ui.Label(text=name.capitalize(), description=explained[name], component=field))
        sums = "A sum of classes and layers, such as castle + 0.5 block9"
        self.add_item(discord.ui.Label(text="Objective", description=sums, component=self._objective))

    async def on_submit(self, interaction: discord.Interaction[DreamBot]) -> None:  # type: ignore[override]
        """Dream it."""
        occasion = Occasion.of_interaction(interaction)
        self._intake.admit(occasion)
        # The numbers are read as if they were said.
        said = [f"{name} {field.value}" for name, field in self._numbers.items() if field.value.strip()]
        if not self._intake.knows_words:
            await occasion.defer()
        order = await self._intake.read(" ".join(said))
        order = replace(order, preset=self._preset.name, objective=self._objective.value.strip() or None)
        await self._intake.plan(order)
        await occasion.defer()
        files = () if self._picture is None else (self._picture,)
        meant = await find(Clues(occasion.channel, interaction.application_id, files=files))
        await self._intake.take(occasion, order, meant)

    async def on_error(self, interaction: discord.Interaction[DreamBot], error: Exception) -> None:  # type: ignore[override]
        """Tell the person what is wrong."""
        await tell(interaction, error)


def _line(name: str, placeholder: str) -> discord.ui.TextInput[FineSettings]:
    return discord.ui.TextInput(custom_id=name, placeholder=placeholder, required=False, max_length=20)
