"""A blind picture is solved by whoever says first what it is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.guesses import Guess, right, solvers

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "is_right"),
    [
        ("café", True),
        ("It's a CAFE, surely!", True),
        ("two cafés", True),
        ("grand piano", True),
        ("a grand black piano", False),
        ("piano", False),
        ("cafeteria", False),
        ("", False),
    ],
)
def test_whole_words_are_right_however_they_are_spelt(words, is_right):
    assert right(words, ("Café", "grand pianos")) is is_right


def test_the_first_right_guess_of_each_person_in_the_order_of_time():
    guesses = [
        Guess(1, 7, "a dog", NOON),
        Guess(2, 8, "a cat", NOON + timedelta(seconds=1)),
        Guess(4, 7, "cat", NOON + timedelta(seconds=5)),
        Guess(3, 9, "cats", NOON + timedelta(seconds=5)),
        Guess(5, 8, "cat", NOON + timedelta(seconds=9)),
    ]
    assert [guess.id for guess in solvers(reversed(guesses), ("cat",))] == [2, 3, 4]


@given(st.lists(st.sampled_from(["cat", "dog", "a cat"]), max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_guesses_are_read_does_not_matter(words, lots):
    guesses = [Guess(number, number % 3, said, NOON) for number, said in enumerate(words)]
    assert solvers(lots.sample(guesses, len(guesses)), ("cat",)) == solvers(guesses, ("cat",))


@given(st.text(), st.text("aZ9 .!?é", min_size=1))
def test_an_answer_is_found_at_the_end_of_any_words_and_signs_alone_are_none(words, answer):
    assert not right("", (answer,))
    assert right(f"{words} {answer}", (answer,)) == any(letter.isalnum() for letter in answer)
