"""Recipes in words: how a dream was made, and in what it is not as its preset has it."""

import json

from pydantic import JsonValue

from bot.answers import LONGEST_MESSAGE
from bot.dreams.cards import title
from bot.store.jobs import Job
from bot.words import say
from engine.protocol import PresetLine

_WIDTH = 64
"""Letters on a line of code; more are broken on a telephone."""

_OWN = ("network", "size", "seed")
"""Fields that no preset decides."""


def recipe_text(job: Job, usual: PresetLine | None, remark: str = "") -> str:
    """Return what repeats a dream, as a message.

    Args:
        job: The dream.
        usual: Its preset as the engine has it; None where it has none of that name.
        remark: What else to say of it.
    """
    outcome = job.outcome or {}
    recipe = outcome.get("recipe")
    fields = recipe if isinstance(recipe, dict) else {}
    seed = say("seed {seed}", seed=fields.get("seed", job.seed))
    head = f"{title(job)} · {seed}{remark}\n"
    if usual is not None:
        head += f"-# {_otherwise(fields, usual)}\n"
    whole = fields if job.journey is None else {**fields, "journey": job.journey}
    head += "```json\n"
    return f"{head}{_as_json(whole)[: LONGEST_MESSAGE - len(head) - 4]}\n```"


def _as_json(fields: dict[str, JsonValue]) -> str:
    """Return fields as JSON, as many on a line as can be read there."""
    lines: list[str] = []
    for name, value in fields.items():
        written = f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        if lines and len(lines[-1]) + len(written) < _WIDTH:
            lines[-1] += f", {written}"
        else:
            lines.append(written)
    return "{" + ",\n ".join(lines) + "}"


def _otherwise(fields: dict[str, JsonValue], usual: PresetLine) -> str:
    expected = usual.recipe.model_dump(mode="json")
    differing = {name: value for name, value in fields.items() if name not in _OWN and value != expected.get(name)}
    size = fields.get("size")
    if not differing:
        return say("{size} px, and all else as **{preset}** always is", size=size, preset=usual.name)
    named = (
        say("{field} {value} instead of {usual}", field=name, value=_short(value), usual=_short(expected.get(name)))
        for name, value in differing.items()
    )
    return say(
        "{size} px, and otherwise than **{preset}**: {differences}",
        size=size,
        preset=usual.name,
        differences=", ".join(named),
    )[:600]


def _short(value: JsonValue) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`".replace('"', "")
