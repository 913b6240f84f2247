import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming.objectives import Layer, Objective, Subject, parse
from engine.dreaming.subjects import SUBJECTS

weights = st.floats(-1000, 1000).map(lambda weight: float(f"{weight:.6g}"))
layers = st.from_regex(r"[a-z][a-z0-9_.]{0,12}", fullmatch=True).filter(lambda name: name not in SUBJECTS)
terms = layers.map(Layer) | st.sampled_from(sorted(SUBJECTS)).map(Subject)
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


@pytest.mark.parametrize("text", ["", "block3 +", "two block3", "block3 block4", "3", "Block 3", "block3 - birds"])
def test_what_cannot_be_read_is_refused_with_the_part_that_is_wrong(text):
    with pytest.raises(ValueError, match="is not a layer or subject"):
        parse(text)


def test_subjects_are_classes_of_imagenet():
    assert all(classes and min(classes) >= 0 and max(classes) < 1000 for classes in SUBJECTS.values())
