import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming.classes import CLASSES, NAMES, closest
from engine.dreaming.objectives import Direction, Layer, Objective, Subject, parse
from engine.dreaming.subjects import SUBJECTS

weights = st.floats(-1000, 1000).map(lambda weight: weight + 0.0)  # no -0.0, which equals 0.0 and prints otherwise
words = sorted({*SUBJECTS, *CLASSES} - {name for name in CLASSES if not name[0].isalpha()})
names = st.from_regex(r"[a-z][a-z0-9_.]{0,12}", fullmatch=True).filter(lambda name: name not in {*SUBJECTS, *CLASSES})
shares = st.floats(0, 1).map(abs)
directions = st.builds(
    Direction,
    names,
    st.lists(st.tuples(weights, st.integers(0, 2000)), min_size=1, max_size=3).map(tuple),
    st.none() | st.tuples(shares, shares),
)
terms = names.map(Layer) | st.sampled_from(words).map(Subject) | directions
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


def test_a_difference_is_less_of_the_other():
    assert parse("block3 - 0.5 dogs") == parse("block3") - parse("dogs") * 0.5
    assert str(parse("-dogs - 2 block9[3 + 0.5 17 - 40]@0.5,0.25")) == "-dogs - 2 block9[3 + 0.5 17 - 40]@0.5,0.25"


def test_a_class_goes_by_any_of_its_names_in_any_case():
    assert parse("Golden_Retriever").subjects == {Subject("golden_retriever")}
    assert Subject("tench").classes == Subject("tinca_tinca").classes == {0}
    assert len(NAMES) == 1000


def test_every_class_can_be_asked_for():
    # Two animals are called crane, and so on: of twins the first has the plain name.
    asked = {index for name in words if name in CLASSES for index in Subject(name).classes}
    assert len(asked) > 990


def test_a_misspelt_class_has_close_ones():
    assert "banana" in closest("bananna")


def test_a_place_outside_the_picture_is_refused():
    with pytest.raises(ValueError, match="between 0,0"):
        parse("block3[1]@2,0")


def test_an_objective_prints_as_its_words():
    assert str(Objective.of(Layer("block13")) * 0.5 + Objective.of(Subject("birds"))) == "0.5 block13 + birds"


@pytest.mark.parametrize(
    "text", ["", "block3 +", "two block3", "block3 block4", "3", "Block 3", "block3[a]", "block3[]"]
)
def test_what_cannot_be_read_is_refused_with_the_part_that_is_wrong(text):
    with pytest.raises(ValueError, match="is not"):
        parse(text)


def test_subjects_are_classes_of_imagenet():
    assert all(classes and min(classes) >= 0 and max(classes) < 1000 for classes in SUBJECTS.values())
