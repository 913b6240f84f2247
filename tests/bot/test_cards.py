"""Cards: what they say at each moment of a dream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dreams import cards
from engine.dreaming.recipe import Recipe
from engine.protocol import Done, PresetLine, Progress, Tasted
from tests.bot.store.jobs import job

EYES = PresetLine(name="eyes", emoji="👀", line="Eyes everywhere.", recipe=Recipe(objective="block9"))


def test_a_waiting_card_says_how_many_are_before_and_when_it_will_be_ready():
    assert cards.waiting(EYES, 0, None) == "👀 **eyes** · next in line"
    assert cards.waiting(EYES, 7, 1_000_000.2) == "👀 **eyes** · 7 before you · ready <t:1000001:R>"


@given(st.floats(0, 1), st.floats(0, 10_000))
def test_a_running_card_has_a_bar_of_one_width_and_a_moment_to_come(fraction, eta):
    progress = Progress(fraction=fraction, part="octave", number=2, of=4, eta=eta)
    card = cards.dreaming(EYES, progress, now=1_000_000)
    assert card.count("▰") + card.count("▱") == 12
    assert f"{fraction:.0%}" in card
    ready = int(card.split("<t:")[1].split(":")[0])
    assert 0 <= ready - (1_000_000 + eta) < 1


def test_a_done_card_names_the_asker_and_the_seed():
    done = Done(recipe=Recipe(objective="block9", seed=42), media_type="image/png", width=768, height=432, seconds=2.34)
    card = cards.done(job(asker=77), done)
    assert card.startswith("👀 **eyes** for <@77>")
    for fact in ("seed 42", "768 × 432", "2.3 s"):
        assert fact in card


def test_what_was_given_up_for_the_size_of_the_file_stands_under_the_dream():
    lowered = "To fit: WebP instead of PNG."
    facts = {"media_type": "image/webp", "width": 8, "height": 8, "seconds": 1, "lowered": lowered}
    assert cards.done(job(), Done(recipe=EYES.recipe, **facts)).endswith(f"\n-# {lowered}")
    sheet = job(tasting=("eyes",))
    assert cards.done(sheet, Tasted(presets=(EYES,), **facts)).endswith(f"\n-# {lowered}")


@pytest.mark.parametrize(
    ("changes", "title", "text"),
    [
        ({"source": "a" * 64}, "eyes", "The picture, dreamt with the preset eyes: Eyes everywhere."),
        ({}, "eyes", "Pure noise, dreamt with the preset eyes: Eyes everywhere."),
        ({"journey": {"kind": "zoom"}}, "eyes zoom", "A zoom without end into pure noise, dreamt with the preset eyes"),
        ({"journey": {"kind": "way"}}, "way to eyes", "The way from pure noise to its dream, dreamt with the preset"),
        ({"tasting": ("eyes", "birds")}, "tasting sheet", "Small dreams of pure noise side by side: eyes, birds"),
    ],
)
def test_the_alternative_text_says_what_was_dreamt_and_how_it_moves(changes, title, text):
    asked = job(**changes)
    assert cards.title_of(asked).name == title
    assert cards.alternative_text(asked).startswith(text)
