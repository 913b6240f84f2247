"""Cards: what they say at each moment of a dream."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dreams import cards
from engine.dreaming.recipe import Recipe
from engine.protocol import Done, PresetLine, Progress

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
    card = cards.done(EYES, 77, done)
    assert card.startswith("👀 **eyes** for <@77>")
    for fact in ("seed 42", "768 × 432", "2.3 s"):
        assert fact in card
