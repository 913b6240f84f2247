"""What a server can decide, and what follows from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.servers.refusals import Blocked, NoSuchRule, WrongChannel, WrongRole
from bot.servers.rules import HouseRules, PanelStyle

ids = st.integers(1, 5)
some = st.sets(ids, max_size=3)


def admitted(rules, person, roles, places):
    try:
        rules.admit(person, roles, places)
    except (Blocked, WrongChannel, WrongRole):
        return False
    return True


@given(person=ids, roles=some, places=some)
def test_without_rules_everybody_may_dream_everywhere(person, roles, places):
    assert admitted(HouseRules(), person, roles, places)


@given(person=ids, held=some, places=some, channels=some, roles=some, blocked=some)
def test_a_dream_needs_a_place_and_a_role_that_are_chosen_and_nobody_who_is_blocked(
    person, held, places, channels, roles, blocked
):
    rules = HouseRules(channels=tuple(channels), roles=tuple(roles), blocked=tuple(blocked))
    wanted = person not in blocked and (not channels or channels & places) and (not roles or roles & held)
    assert admitted(rules, person, held, places) == bool(wanted)
    assert (rules.obstacle(person, held) is None) == admitted(rules, person, held, channels)


def test_somebody_may_dream_as_much_as_the_best_of_their_roles_gives():
    rules = HouseRules(weights={1: 2.0, 2: 0.5, 3: 4.0})
    assert rules.weight({1, 2}, {}) == 2.0
    assert rules.weight({2}, {}) == 0.5
    assert rules.weight({9}, {}) == 1.0
    assert rules.weight({2, 3}, {3: 0.1}) == 0.5


@given(wanted=st.integers(64, 2048), largest=st.none() | st.integers(64, 2048))
def test_no_dream_is_larger_than_is_wanted_here(wanted, largest):
    size = HouseRules(largest_size=largest).size(wanted)
    assert size == wanted if largest is None else size == min(wanted, largest)


def test_what_is_not_changed_stays():
    rules = HouseRules(prefix="?", blocked=(7,)).but(panel_style="both", largest_size="512")
    assert rules == HouseRules(prefix="?", blocked=(7,), panel_style=PanelStyle.BOTH, largest_size=512)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"prefix": "far too long"}, "one to five letters"),
        ({"prefix": "a b"}, "none of them a space"),
        ({"largest_size": "huge"}, "from 64 to 2048"),
        ({"largest_size": 4096}, "from 64 to 2048"),
        ({"panel": [str(number) for number in range(13)]}, "12 presets at most"),
        ({"weights": {1: 11.0}}, "0.1 to 10 times"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(change, said):
    with pytest.raises(NoSuchRule) as refused:
        HouseRules().but(**change)
    assert said in refused.value.sentence


def test_rules_that_a_later_version_wrote_are_understood_as_far_as_they_go():
    assert HouseRules.model_validate({"prefix": "?", "moon": "full"}) == HouseRules(prefix="?")


def test_a_language_that_only_another_version_speaks_leaves_the_other_rules_in_force():
    rules = HouseRules.model_validate({"language": "tlh", "largest_size": 512})
    assert (rules.language, rules.largest_size) == (None, 512)
    assert rules.but(language="de").language == "de"
