"""The grammar: whatever people write becomes an order, or one sentence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.asking.grammar import read
from bot.asking.order import Order
from bot.asking.refusals import NumberNeeded, OnePresetOnly, UnknownClass, UnknownWord
from bot.refusals import Refusal
from bot.sources.pointers import Avatar, CustomEmoji, Latest, Noise
from engine.dreaming.classes import indices
from engine.dreaming.presets import PRESETS

POINTERS = (
    st.sampled_from([Noise(), Latest()])
    | st.builds(Avatar, st.integers(1, 2**64 - 1))
    | st.builds(CustomEmoji, st.integers(1, 2**64 - 1), animated=st.booleans())
)
ORDERS = st.builds(
    Order,
    preset=st.none() | st.sampled_from(list(PRESETS)),
    classes=st.lists(st.sampled_from(list(indices())), max_size=2, unique=True).map(tuple),
    strength=st.integers(1, 40).map(lambda tenths: tenths / 10),
    size=st.none() | st.integers(64, 2048),
    seed=st.none() | st.integers(0, 2**53 - 1),
    onward=st.none() | st.sampled_from(["again", "vary", "deeper"]),
    guided=st.booleans(),
    pointer=st.none() | POINTERS,
)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("", Order()),
        ("eyes", Order(preset="eyes")),
        ("👀", Order(preset="eyes")),
        ("sea", Order(preset="sea")),
        ("sea cucumber", Order(classes=("sea_cucumber",))),
        ("bird", Order(preset="birds")),
        ("EYES please!", Order(preset="eyes")),
        ("strength 1.5", Order(strength=1.5)),
        ("strength=1.5", Order(strength=1.5)),
        ("Strength: 1,5", Order(strength=1.5)),
        ("--strength=1.5 --size 512", Order(strength=1.5, size=512)),
        ("x1.5", Order(strength=1.5)),
        ("1.5x", Order(strength=1.5)),
        ("×2", Order(strength=2)),
        ("strength x.5", Order(strength=0.5)),
        ("size 512", Order(size=512)),
        ("size=512px", Order(size=512)),
        ("512px", Order(size=512)),
        ("seed 7", Order(seed=7)),
        ("#7", Order(seed=7)),
        ("of castle", Order(classes=("castle",))),
        ("castle", Order(classes=("castle",))),
        ("of a golden retriever and the castles", Order(classes=("golden_retriever", "castle"))),
        ("of birds", Order(preset="birds")),
        ("of=golden retriever size=96", Order(classes=("golden_retriever",), size=96)),
        ("from noise", Order(pointer=Noise())),
        ("this", Order(pointer=Latest())),
        ("the last picture", Order(pointer=Latest())),
        ("<@42>", Order(pointer=Avatar(42))),
        ("<@!42> eyes", Order(preset="eyes", pointer=Avatar(42))),
        ("<:Blob_1:42>", Order(pointer=CustomEmoji(42))),
        ("<a:blob:42>", Order(pointer=CustomEmoji(42, animated=True))),
        ("deeper", Order(onward="deeper")),
        ("again, strength 2", Order(onward="again", strength=2)),
        ("guide", Order(guided=True)),
        ("eyes of castle x1.5 512px seed 7", Order("eyes", ("castle",), None, 1.5, 512, 7)),
        ("seed 7 512px castle eyes ×1.5", Order("eyes", ("castle",), None, 1.5, 512, 7)),
    ],
)
def test_what_people_write_is_understood(menu, classes, words, order):
    assert read(words, menu, classes) == order


@pytest.mark.parametrize(
    ("words", "refused", "closest"),
    [
        ("eyez", UnknownWord, ("eyes",)),
        ("strenght 2", UnknownWord, ("strength",)),
        ("castel", UnknownWord, ("castle",)),
        ("512", UnknownWord, ("size 512",)),
        ("qqqqqq", UnknownWord, ()),
        ("of casttle", UnknownClass, ("castle",)),
        ("of golden retreiver size 96", UnknownClass, ("golden retriever",)),
        ("of qqqqqq", UnknownClass, ()),
    ],
)
def test_what_is_not_understood_is_met_with_what_comes_closest(menu, classes, words, refused, closest):
    with pytest.raises(refused) as met:
        read(words, menu, classes)
    assert met.value.closest[:1] == closest[:1]
    for name in met.value.closest:
        assert f"**{name}**" in met.value.sentence


@pytest.mark.parametrize("words", ["strength", "strength much", "size eyes", "seed -1", "seed 1.5", "x1.2.3"])
def test_a_missing_number_is_asked_for_with_an_example(menu, classes, words):
    with pytest.raises(NumberNeeded) as met:
        read(words, menu, classes)
    assert read(f"{met.value.word} {met.value.example}", menu, classes) != Order()
    assert met.value.example in met.value.sentence


def test_two_presets_are_too_many_and_one_said_twice_is_not(menu, classes):
    with pytest.raises(OnePresetOnly, match=r"\*\*eyes\*\* or \*\*birds\*\*"):
        read("eyes birds", menu, classes)
    assert read("eyes 👀", menu, classes) == Order(preset="eyes")


@given(ORDERS, st.randoms(use_true_random=False))
def test_an_order_in_words_is_read_back_in_whatever_order_it_is_said(menu, classes, order, random):
    phrases = order.phrases
    of = [phrase for phrase in phrases if phrase.startswith("of ")]
    random.shuffle(phrases)
    said = read(" ".join(phrases), menu, classes)
    named = tuple(sorted(phrases.index(phrase) for phrase in of))
    ordered = tuple(phrases[index].removeprefix("of ").replace(" ", "_") for index in named)
    assert {**vars(said), "classes": ()} == {**vars(order), "classes": ()}
    assert said.classes == ordered


@given(st.text())
@example("of")
@example("of " * 2000)
@example("strength = = size")
@example("<@> <:a:> #x ×")
def test_any_text_is_an_order_or_refused_in_one_quiet_sentence(menu, classes, text):
    try:
        assert isinstance(read(text, menu, classes), Order)
    except Refusal as refusal:
        assert len(refusal.sentence) < 300
        assert refusal.sentence.count("`") % 2 == 0
