"""Plans: from an order to the recipe of a dream, as what the presets say and what is to be otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from bot.asking.classes import Classes
from bot.asking.order import Order
from bot.asking.refusals import BadRecipe
from bot.dreams.menu import Menu
from bot.words import later
from engine.protocol import PresetLine

_EMOJI = "🔮"
"""Stands for a dream that is of no preset."""

_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Plan:
    """How to dream."""

    preset: PresetLine
    """What the card calls it: one of the menu, or, where the objective is the asker's own, one made up for it."""
    changes: Mapping[str, JsonValue]
    """Fields of the recipe that are not the preset's; with an objective among them, they are all there is to it."""


def plan(order: Order, menu: Menu, classes: Classes) -> Plan:
    """Return how to dream what was ordered.

    Raises:
        UnknownPreset: its preset does not exist.
        BadRecipe: a field of its recipe cannot be that.
    """
    named = menu.named(order.preset) if order.preset else None
    # A class alone is dreamt the way that suits one; otherwise the preset says the way, and the class comes along.
    preset = named or (menu.named(classes.preset) if order.classes and not order.guided else menu.default)
    changes = otherwise(order, preset)
    objective = _objective(order, preset, named, menu)
    if objective is None:
        return Plan(preset, changes)
    recipe = _changed(preset, {**changes, "objective": objective}).recipe
    title = _title(order, named, recipe.objective)
    like = None if order.objective else named
    line = PresetLine(
        name=title,
        emoji=like.emoji if like else _EMOJI,
        line=like.line if like else later("More and more of it."),
        recipe=recipe,
    )
    return Plan(line, {**recipe.model_dump(mode="json", exclude={"network", "size", "seed"}), **changes})


def otherwise(order: Order, preset: PresetLine) -> dict[str, JsonValue]:
    """Return the fields of a recipe that an order changes without saying what to dream.

    Raises:
        BadRecipe: one cannot be that.
    """
    own = {"size": order.size, "seed": order.seed}
    changes: dict[str, JsonValue] = {field: value for field, value in own.items() if value is not None}
    if order.strength != 1:
        changes["strength"] = round(preset.recipe.strength * order.strength, 6)
    _changed(preset, changes)
    return changes


def _changed(preset: PresetLine, changes: Mapping[str, JsonValue]) -> PresetLine:
    try:
        return preset.model_copy(update={"recipe": preset.changed(changes)})
    except ValueError as wrong:
        raise BadRecipe(str(wrong)) from None


def _objective(order: Order, preset: PresetLine, named: PresetLine | None, menu: Menu) -> str | None:
    """Return the sum of all that is to be strengthened; None where that is the preset's own."""
    terms = [order.objective] if order.objective else []
    if order.guided:
        guided = preset.guided or menu.default.guided
        if guided is None:
            raise BadRecipe("no preset here names a layer that could follow a guide")
        # A layer that sees the guide takes the place of one that sees whatever it likes.
        terms += [guided] if preset.guided or order.objective else [preset.recipe.objective, guided]
    elif named is not None and order.classes and not order.objective:
        terms.append(named.recipe.objective)
    return " + ".join((*terms, *order.classes)) or None


def _title(order: Order, named: PresetLine | None, objective: str) -> str:
    """Return what to call a dream with an objective of the asker's own."""
    if order.objective is not None:
        return objective.replace("_", " ")[:_LONGEST_TITLE]
    grown = " and ".join(name.replace("_", " ") for name in order.classes)
    title = f"{named.name} of {grown}" if named and grown else grown or (named.name if named else "dream")
    return (f"{title}, guided" if order.guided else title)[:_LONGEST_TITLE]
