"""Votes counted by hand, from what stands on Discord and what people were told that they gave."""

import math
import re
from collections import Counter

_ROUNDS = 4000
_STRIDE = 0.1


def hearts(entries, authors, bot):
    """What each dream has by the reactions that stand under it."""
    return {
        number: sum(user not in (authors[number], bot) for user in message.reactions["❤"].users)
        for number, message in entries.items()
    }


def points(dreams, given):
    """What each dream has by the places that each person gave: three points, two, or one."""
    counted = Counter(dict.fromkeys(dreams, 0))
    for places in given:
        for place, dream in places.items():
            counted[dream] += 4 - place
    return dict(counted)


def strengths(dreams, duels):
    """How many of a hundred duels each dream would win against an average one: the likeliest, found by ascent.

    `duels` are winners and losers; besides, each dream has won and lost half a duel against a phantom of strength 1.
    """
    logit = dict.fromkeys(sorted(dreams), 0.0)
    for _ in range(_ROUNDS):
        slope = {dream: 0.5 - _chance(own) for dream, own in logit.items()}
        for winner, loser in duels:
            surprise = 1 - _chance(logit[winner] - logit[loser])
            slope[winner] += surprise
            slope[loser] -= surprise
        for dream in logit:
            logit[dream] += _STRIDE * slope[dream]
    return {dream: round(100 * _chance(own)) for dream, own in logit.items()}


def told(results):
    """What a notice of results says that each dream has got, by its number."""
    lines = re.findall(r"with (?:a strength of )?(\d+) .*\(dream (\d+)\)", results)
    return {int(dream): int(got) for got, dream in lines}


def named(words):
    """The people whom a notice names, in order."""
    return [int(person) for person in re.findall(r"<@(\d+)>", words)]


def _chance(logit):
    return 1 / (1 + math.exp(-logit))
