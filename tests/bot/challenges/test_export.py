"""The audit as a file: all of it, and no voter's name."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.ballots import Ballots, Duel, Mark
from bot.challenges.counting import count, valid
from bot.challenges.entries import Entry, Verdict, rule
from bot.challenges.export import Audit, as_csv, as_json, sign
from bot.challenges.kinds import Kind
from bot.challenges.phases import Course, Phase, Timetable
from bot.challenges.ranking import rank
from bot.challenges.rules import Rules, Ties

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
KEY = b"a key for tests"
ADA, BASHO, GRACE = 700000000000000001, 700000000000000002, 700000000000000003
OVER = Course(7, Timetable(NOON, NOON + timedelta(days=2), NOON + timedelta(days=3)), Phase.RESULTS)


@pytest.fixture
def audit():
    entries = [Entry(11, ADA, "animals", NOON), Entry(12, BASHO, "=HYPERLINK(1)", NOON)]
    entries[1], ruling = rule(entries[1], Verdict.DISQUALIFY, 99, NOON, "not a dream")
    ballots = Ballots(frozenset({Mark(BASHO, 11), Mark(GRACE, 11), Mark(GRACE, 12)}))
    rules = Rules(kind=Kind.SAME_PICTURE)
    standings = rank(count(valid(ballots, entries, {BASHO, GRACE}), entries, rules), entries, Ties.SHARED)
    return Audit(OVER, rules, entries, [ruling], ballots, standings)


def test_json_has_entries_rulings_standings_and_every_vote(audit):
    told = json.loads(as_json(audit, KEY))
    assert [(entry["entry"], entry["author"], entry["status"]) for entry in told["entries"]] == [
        (11, str(ADA), "entered"),
        (12, str(BASHO), "disqualified"),
    ]
    assert told["rulings"][0] | {"at": ""} == {
        "entry": 12,
        "verdict": "disqualify",
        "by": "99",
        "at": "",
        "reason": "not a dream",
    }
    assert told["standings"] == [{"place": 1, "entry": 11, "points": 2, "votes": 2}]
    assert {(vote["voter"], vote["entry"]) for vote in told["votes"]} == {
        (sign(BASHO, 7, KEY), 11),
        (sign(GRACE, 7, KEY), 11),
        (sign(GRACE, 7, KEY), 12),
    }
    assert Rules.model_validate(told["rules"]) == audit.rules


def test_csv_has_the_same_votes_and_nothing_that_a_spreadsheet_runs(audit):
    rows = list(csv.DictReader(io.StringIO(as_csv(audit, KEY).decode("utf-8-sig"))))
    votes = json.loads(as_json(audit, KEY))["votes"]
    assert [(row["voter"], int(row["entry"])) for row in rows] == [(vote["voter"], vote["entry"]) for vote in votes]
    assert {row["preset"] for row in rows} == {"animals", "'=HYPERLINK(1)"}


def test_while_it_runs_the_file_hides_what_the_rules_hide(audit):
    running = replace(audit, course=replace(OVER, phase=Phase.VOTING))
    told = json.loads(as_json(running, KEY))
    assert (told["votes"], told["standings"]) == ([], [])
    assert {entry["author"] for entry in told["entries"]} == {None}
    assert as_csv(running, KEY).decode("utf-8-sig").count("\n") == 1
    shown = replace(running, rules=audit.rules.model_copy(update={"anonymous": False, "hidden_standings": False}))
    assert json.loads(as_json(shown, KEY)) | {"phase": "", "rules": {}} == json.loads(as_json(audit, KEY)) | {
        "phase": "",
        "rules": {},
    }


def test_a_withdrawal_does_not_tell_who_the_author_is(audit):
    entry, ruling = rule(Entry(13, GRACE, "animals", NOON), Verdict.WITHDRAW, GRACE, NOON)
    running = replace(audit, course=replace(OVER, phase=Phase.VOTING), entries=[entry], rulings=[ruling])
    assert str(GRACE) not in as_json(running, KEY).decode()


@given(st.integers(1, 2**64), st.integers(1, 2**31), st.integers(1, 2**31))
def test_a_sign_is_the_same_throughout_a_challenge_and_another_elsewhere(person, challenge, other):
    assert sign(person, challenge, KEY) == sign(person, challenge, KEY)
    assert (sign(person, challenge, KEY) == sign(person, other, KEY)) == (challenge == other)
    assert sign(person, challenge, KEY) != sign(person, challenge, b"another key")


@given(st.frozensets(st.integers(2**60, 2**60 + 50), max_size=10))
def test_no_voter_can_be_read_from_a_file(voters):
    entries = [Entry(11, 1, "animals", NOON), Entry(12, 2, "eyes", NOON)]
    marks = frozenset(Mark(voter, 11) for voter in voters)
    duels = frozenset(Duel(voter, 12, 11) for voter in voters)
    audit = Audit(OVER, Rules(kind=Kind.SAME_PICTURE), entries, [], Ballots(marks, duels), [])
    for file in (as_json(audit, KEY), as_csv(audit, KEY)):
        assert all(str(voter) not in file.decode() for voter in voters)
    assert len(json.loads(as_json(audit, KEY))["votes"]) == 2 * len(voters)
