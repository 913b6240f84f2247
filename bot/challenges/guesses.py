"""Guesses: what people say a blind picture is, and who was right first."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.challenges.objections import SolvedAlready, TooManyGuesses
from bot.challenges.rules import Rules
from bot.words import later

TOO_LATE = later("You can guess while it is open; this challenge is {phase}.")


@dataclass(frozen=True)
class Guess:
    """What somebody says that the picture is."""

    id: int
    person: int
    words: str
    at: datetime


def right(words: str, answers: Collection[str]) -> bool:
    """Return whether the words hold one of the answers as whole words, however spelt: "It's a CAFÉ!" holds "cafe".

    A plural in s is as good as the word, so is the word for its plural.
    """
    said = _words(words)
    return any(_holds(said, wanted) for answer in answers if (wanted := _words(answer)))


def check_guessing(mine: Collection[Guess], rules: Rules) -> None:
    """Return if a person who has guessed so far may guess again.

    Raises:
        SolvedAlready: they were right.
        TooManyGuesses: they have guessed as often as they may.
    """
    if any(right(guess.words, rules.answers) for guess in mine):
        raise SolvedAlready
    if len(mine) >= rules.entries_per_person:
        raise TooManyGuesses(rules.entries_per_person)


def solvers(guesses: Iterable[Guess], answers: Collection[str]) -> tuple[Guess, ...]:
    """Return the first right guess of each person, the earliest first."""
    first: dict[int, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: (guess.at, guess.id)):
        if right(guess.words, answers):
            first.setdefault(guess.person, guess)
    return tuple(first.values())


def _holds(said: list[str], wanted: list[str]) -> bool:
    length = len(wanted)
    return any(said[start : start + length] == wanted for start in range(len(said) - length + 1))


def _words(text: str) -> list[str]:
    """Return the words without accents, case and plural."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return [word.removesuffix("s") or word for word in re.findall(r"\w+", bare)]
