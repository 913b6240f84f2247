"""Whatever is not what it should be is refused with a sentence: requests, recipes, objectives, journeys, records."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import records
from engine.dreaming import grammar
from engine.dreaming.journeys.journey import journey_of
from engine.dreaming.presets import PRESETS, PresetsError
from engine.dreaming.presets import read as read_presets
from engine.dreaming.recipe import Recipe, RecipeError
from engine.frames import FrameError
from engine.protocol import read_enclosure, read_event, read_request, read_tasting
from engine.records import Record, RecordError

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
)
words = st.sampled_from(
    [
        "block3",
        "birds",
        "guide(block8)",
        "+",
        "-",
        "[",
        "]",
        "(",
        "@",
        ",",
        "0.5",
        "1e999",
        "*",
        "cosine",
        " ",
        "castle",
    ]
)
objective_like = st.lists(words | st.text(max_size=3), max_size=12).map(" ".join)
RECORD = Record(version="0", torch="2", fingerprint="f", recipe=Recipe(objective="birds"), threads=1, device="cpu")


def fields_like(*names):
    """Dictionaries with these keys, among others, and anything in them."""
    return st.dictionaries(st.sampled_from(names) | st.text(max_size=6), anything, max_size=5)


@pytest.mark.parametrize("read", [read_request, read_tasting, read_enclosure, read_event])
@given(line=fields_like("preset", "presets", "changes", "journey", "file", "budget", "seed", "event", "enclosure"))
def test_any_line_is_understood_or_refused(read, line):
    try:
        read(line)
    except FrameError as refused:
        assert str(refused)


@given(fields_like(*Recipe.model_fields))
def test_any_fields_are_a_recipe_or_refused(fields):
    try:
        recipe = Recipe.of({"objective": "birds", **fields})
    except RecipeError as refused:
        assert str(refused)
    else:
        assert Recipe.of(recipe.model_dump(mode="json")) == recipe


@given(objective_like | st.text(max_size=60))
def test_any_words_are_an_objective_that_prints_as_itself_or_refused(words):
    try:
        objective = grammar.parse(words)
    except ValueError as refused:
        assert str(refused)
    else:
        assert str(grammar.parse(str(objective))) == str(objective)


@given(fields_like("kind", "frames", "zoom", "keyframes", "persistence", "steps", "milliseconds"))
def test_any_fields_are_a_journey_or_refused(fields):
    try:
        journey_of(fields, PRESETS)
    except RecipeError as refused:
        assert str(refused)


@given(st.text(max_size=200) | anything.map(lambda value: json.dumps(value, default=str)))
def test_any_text_is_a_record_or_refused(text):
    try:
        records.read(text)
    except RecordError as refused:
        assert str(refused).endswith(".")


@given(fields_like(records.MARK, *Record.model_fields))
def test_a_record_of_which_anything_was_changed_is_read_or_refused(changes):
    fields = {**json.loads(records.write(RECORD)), **changes}
    try:
        assert isinstance(records.read(json.dumps(fields)), Record)
    except RecordError as refused:
        assert str(refused).endswith(".")


@given(st.text(max_size=120) | st.text(max_size=30).map(lambda word: f'[wolves]\nemoji = "🐺"\nline = "{word}"\n'))
def test_any_text_is_presets_or_refused(text):
    try:
        read_presets(text)
    except PresetsError as refused:
        assert str(refused)
