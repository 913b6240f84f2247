import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming.classes import indices, names
from engine.dreaming.grammar import parse
from engine.dreaming.objectives import Direction, Guide, Layer, Objective, Subject
from engine.dreaming.subjects import SUBJECTS

weights = st.floats(-1000, 1000).map(lambda weight: float(f"{weight:.6g}"))
layers = st.from_regex(r"[a-z][a-z0-9_.]{0,12}", fullmatch=True).filter(
    lambda name: name not in SUBJECTS and name not in indices()
)
places = st.floats(0, 1).map(lambda along: float(f"{along:.6g}"))
channels = st.lists(st.tuples(weights, st.integers(0, 2000)), min_size=1, max_size=4).map(tuple)
terms = (
    layers.map(Layer)
    | st.sampled_from(sorted(SUBJECTS) + sorted(indices())).map(Subject)
    | st.builds(Direction, layers, channels, st.none() | st.tuples(places, places))
    | st.builds(Guide, layers, st.integers(1, 9), st.booleans())
)
objectives = st.lists(st.tuples(weights, terms), min_size=1, max_size=5).map(lambda pairs: Objective(tuple(pairs)))


@settings(deadline=None)
@given(objectives)
def test_what_is_printed_reads_back(objective):
    assert parse(str(objective)) == objective


@settings(max_examples=30, deadline=None)
@given(objectives, objectives)
def test_a_sum_has_the_terms_of_both(one, other):
    assert (one + other).terms == one.terms + other.terms
    assert (one + other).layers == one.layers | other.layers
    assert (one + other).subjects == one.subjects | other.subjects


def test_an_objective_prints_as_its_words():
    assert str(Objective.of(Layer("block13")) * 0.5 + Objective.of(Subject("birds"))) == "0.5 block13 + birds"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "block3 +",
        "two block3",
        "block3 block4",
        "3",
        "Block 3",
        "block3[x]",
        "block3[]",
        "block3[1]@2,0",
        "guide()",
        "guide(block3, 0)",
        "1e999 block3",
        "block3[-1e999*1]",
    ],
)
def test_what_cannot_be_read_is_refused_with_the_part_that_is_wrong(text):
    with pytest.raises(ValueError, match="is not"):
        parse(text)


def test_subjects_are_classes_of_imagenet():
    assert all(classes and min(classes) >= 0 and max(classes) < 1000 for classes in SUBJECTS.values())


def test_terms_add_scale_and_negate_like_their_sum():
    assert Layer("block3") * 2 - 0.5 * Subject("dogs") == parse("2 block3 - 0.5 dogs")
    assert -(Layer("block3") + Subject("dogs")) == parse("-1 block3 - dogs")


def test_a_direction_reads_as_it_is_written():
    objective = parse("block13[3 + 0.5*17 - 40]@0.5,0.3")

    assert objective == Objective.of(Direction("block13", ((1, 3), (0.5, 17), (-1, 40)), (0.5, 0.3)))
    assert str(objective) == "block13[3 + 0.5*17 - 40]@0.5,0.3"


def test_guides_read_as_they_are_written():
    text = "guide(block8) + 0.5 guide(block8, 2) - guide(block3, cosine) + guide(block3, 3, cosine)"

    assert str(parse(text)) == text
    assert Guide("block8", 2) in parse(text).guides


def test_any_name_of_a_class_is_that_class():
    assert len(names()) == 1000
    assert Subject("golden_retriever").classes == {207}
    assert parse("Castle") == Objective.of(Subject("castle"))
    assert Subject("castle").classes == {483}
    assert Subject("cardigan").classes == {474}  # the garment has no other name, the dog has
    assert len({Subject(min(synonyms, key=len)).name for synonyms in names()}) > 900


def test_every_class_has_a_name_of_its_own():
    assert set(indices().values()) == set(range(1000))
