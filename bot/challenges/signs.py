"""The signs that votes are given with, what stands for a place, and what was given in words."""

from bot.challenges.rules import Rules, Voting
from bot.words import count, say

HEART = "❤️"
MEDALS = ("🥇", "🥈", "🥉")


def signs(voting: Voting) -> tuple[str, ...]:
    """Return the emoji that votes are given with; the first is for the first place. Pairs have none."""
    return {Voting.HEARTS: (HEART,), Voting.PLACES: MEDALS}.get(voting, ())


def reactions(rules: Rules) -> tuple[str, ...]:
    """Return the reactions that people vote with; none where they do so in private."""
    return () if rules.in_private else signs(rules.voting)


def place_of(emoji: str, rules: Rules) -> int | None:
    """Return the place that a reaction stands for, from 1, or None if it is no vote."""
    bare = [each.rstrip("\N{VARIATION SELECTOR-16}") for each in reactions(rules)]
    given = emoji.rstrip("\N{VARIATION SELECTOR-16}")
    return bare.index(given) + 1 if given in bare else None


def medal(place: int | None) -> str:
    """Return what stands before whoever ended at a place."""
    return MEDALS[place - 1] if place is not None and place <= len(MEDALS) else "▫️"


def votes(points: float, voting: Voting) -> str:
    """Return what an entry got, in words."""
    match voting:
        case Voting.PAIRS:
            return say("a strength of {points:.0f} in 100", points=points)
        case Voting.HEARTS:
            return count("1 heart", "{count} hearts", round(points))
        case Voting.PLACES:
            return count("1 point", "{count} points", round(points))
