"""Who may open a challenge, who may enter it with what, and how often."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.entries import Entry, Status, Verdict, check_entering, enter, rule, withdraw
from bot.challenges.kinds import Kind
from bot.challenges.objections import (
    EnteredBefore,
    NoSuchRuling,
    NotAdmitted,
    NotYourEntry,
    PresetNotAllowed,
    TooManyEntries,
)
from bot.challenges.people import Admission, Person
from bot.challenges.phases import Phase
from bot.challenges.refusals import BadRules, TooManyChallenges, WrongPhase
from bot.challenges.rules import Limits, Rules, decide

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
ADA = Person(1, NOON - timedelta(days=30), roles=frozenset({500}))
OPEN = Rules(kind=Kind.SAME_PICTURE)


def entry(number, author=1, preset="animals", status=Status.STANDING):
    return Entry(number, author, preset, NOON, status)


def test_what_a_host_leaves_open_has_a_default_and_the_rules_survive_being_written_down():
    rules = decide({"kind": "theme", "theme": "  make your pet a cathedral ", "entrants": {"roles": [500]}})
    assert rules.theme == "make your pet a cathedral"
    assert (rules.entries_per_person, rules.anonymous, rules.votes) == (1, True, True)
    assert Rules.model_validate_json(rules.model_dump_json()) == rules


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ({"kind": "theme"}, "it needs a theme"),
        ({"kind": "blind"}, "it needs an answer"),
        ({"kind": "race"}, r"\*\*kind\*\*"),
        ({"kind": "relay", "entries_per_person": 0}, r"\*\*entries per person\*\*"),
        ({"kind": "relay", "voters": {"account_days": -1}}, r"\*\*voters account days\*\*"),
    ],
)
def test_choices_that_make_no_challenge_are_refused_with_what_is_wrong(choices, why):
    with pytest.raises(BadRules, match=why):
        decide(choices)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_what_it_is(kind):
    assert kind.line.endswith(".")


def test_rules_that_another_version_wrote_are_understood_as_far_as_they_go():
    assert Rules.model_validate({"kind": "same picture", "moon": "full"}) == OPEN


def test_as_many_challenges_as_the_limits_allow():
    limits = Limits(per_server=3, per_host=1)
    limits.check([7, 8], 9)
    with pytest.raises(TooManyChallenges, match="You host one challenge"):
        limits.check([7, 8], 8)
    with pytest.raises(TooManyChallenges, match="3 challenges run in this server"):
        limits.check([7, 8, 7], 9)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ENTRIES])
def test_nobody_enters_outside_of_the_entries(phase):
    check_entering(ADA, OPEN, Phase.ENTRIES, NOON)
    with pytest.raises(WrongPhase, match="while entries are open"):
        check_entering(ADA, OPEN, phase, NOON)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(2, NOON - timedelta(days=30), bot=True, roles=frozenset({500})), "bots only watch"),
        (Person(2, NOON - timedelta(days=6), roles=frozenset({500})), "at least 7 days old"),
        (Person(2, NOON - timedelta(days=30), roles=frozenset({501})), "<@&500>"),
    ],
)
def test_bots_new_accounts_and_people_without_the_role_do_not_enter(person, why):
    rules = Rules(kind=Kind.SAME_PICTURE, entrants=Admission(roles=frozenset({500}), account_days=7))
    check_entering(ADA, rules, Phase.ENTRIES, NOON)
    with pytest.raises(NotAdmitted, match=why):
        check_entering(person, rules, Phase.ENTRIES, NOON)


def test_as_many_entries_as_each_may_and_a_withdrawn_one_makes_room():
    rules = Rules(kind=Kind.SAME_PICTURE, entries_per_person=2)
    entered = [entry(11), entry(12, status=Status.DISQUALIFIED), entry(13, author=2)]
    with pytest.raises(TooManyEntries, match="2 dreams"):
        enter(entered, entry(14), rules)
    entered[0], _ = withdraw(entered[0], 1, NOON)
    assert enter(entered, entry(14), rules).standing


def test_a_dream_enters_once():
    with pytest.raises(EnteredBefore):
        enter([entry(11, author=2)], entry(11), OPEN)


def test_only_the_presets_that_the_host_allows():
    rules = Rules(kind=Kind.SAME_PICTURE, presets=("birds", "eyes"))
    assert enter([], entry(11, preset="eyes"), rules).standing
    with pytest.raises(PresetNotAllowed, match=r"\*\*birds\*\*, \*\*eyes\*\*"):
        enter([], entry(11), rules)


def test_where_approval_is_asked_for_an_entry_waits_for_a_moderator():
    pending = enter([], entry(11), Rules(kind=Kind.SAME_PICTURE, approval=True))
    assert pending.status is Status.PENDING
    standing, ruling = rule(pending, Verdict.APPROVE, 99, NOON)
    assert (standing.standing, ruling.by) == (True, 99)
    with pytest.raises(NoSuchRuling, match="You cannot approve this entry: it is entered"):
        rule(standing, Verdict.APPROVE, 99, NOON)


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.integers(1, 3)), max_size=12))
def test_every_ruling_is_on_record_and_an_impossible_one_changes_nothing(verdicts):
    decided, rulings = entry(11, status=Status.PENDING), []
    for verdict, by in verdicts:
        try:
            decided, ruling = rule(decided, verdict, by, NOON, " spam ")
        except NoSuchRuling as refused:
            assert verdict in refused.sentence
            assert decided.status in refused.sentence
        else:
            assert (ruling.verdict, ruling.by, ruling.reason) == (verdict, by, "spam")
            rulings.append(ruling)
    statuses = [Status.PENDING, *(ruling.after for ruling in rulings)]
    assert [ruling.before for ruling in rulings] == statuses[:-1]
    assert decided.status is statuses[-1]


def test_only_the_author_withdraws():
    with pytest.raises(NotYourEntry):
        withdraw(entry(11), 2, NOON)
