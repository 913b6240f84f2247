"""Pairs: how strong entries are, from which of two people liked better, and which two to show next.

Bradley and Terry's model: i beats j with probability s_i / (s_i + s_j).
"""

import hashlib
import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from bot.challenges.ballots import Duel

PRIOR = 0.5
"""Every entry is taken to have won and lost so many duels against a phantom of strength 1: without it an entry that
never lost would be infinitely strong, and entries that never met could not be compared."""

PRECISION = 1e-7
ROUNDS = 10_000


def strengths(entries: Collection[int], duels: Iterable[Duel]) -> dict[int, float]:
    """Return the strength of each entry, 1 being as strong as the phantom: the most likely ones, with the prior.

    By minorisation and maximisation (Hunter, "MM algorithms for generalized Bradley-Terry models", Annals of
    Statistics 32, 2004, eq. 3): s_i becomes W_i / Σ_j N_ij / (s_i + s_j), with W_i duels won and N_ij fought.
    Thousands of duels take seconds: not for an event loop.
    """
    wins: Counter[int] = Counter()
    rivals: dict[int, Counter[int]] = {entry: Counter() for entry in entries}
    for duel in duels:
        wins[duel.winner] += 1
        rivals[duel.winner][duel.loser] += 1
        rivals[duel.loser][duel.winner] += 1
    strength = dict.fromkeys(sorted(entries), 1.0)
    for _ in range(ROUNDS):
        farthest = 0.0
        for entry, own in strength.items():
            fought = sum(times / (own + strength[rival]) for rival, times in rivals[entry].items())
            new = (wins[entry] + PRIOR) / (fought + 2 * PRIOR / (own + 1))
            farthest = max(farthest, abs(math.log(new / own)))
            strength[entry] = new
        if farthest < PRECISION:
            break
    return strength


def next_pair(
    voter: int, entries: Mapping[int, int], duels: Collection[Duel], strength: Mapping[int, float]
) -> tuple[int, int] | None:
    """Return the two entries to show a voter next, or None if they have seen all.

    Of the pairs that the voter has not judged and has no part in (`entries` says whose each is), it is the one whose
    entries were shown least, then the one that was judged least, then the one whose strengths are closest, of which an
    answer tells most. The same question always gives the same answer; which of the two comes first differs from voter
    to voter, so that neither side is favoured.
    """
    seen = {duel.pair for duel in duels if duel.voter == voter}
    judged = Counter(duel.pair for duel in duels)
    shown = Counter(itertools.chain.from_iterable(judged.elements()))
    others = sorted(entry for entry, author in entries.items() if author != voter)
    pairs = [pair for pair in itertools.combinations(others, 2) if frozenset(pair) not in seen]
    if not pairs:
        return None

    def merit(pair: tuple[int, int]) -> tuple[int, int, float, bytes]:
        one, other = pair
        gap = abs(math.log(strength[one] / strength[other]))
        return shown[one] + shown[other], judged[frozenset(pair)], gap, _lot(voter, one, other)

    one, other = min(pairs, key=merit)
    return (one, other) if _lot(voter, one, other)[0] % 2 else (other, one)


def _lot(*numbers: int) -> bytes:
    """Return bytes that look drawn by lot but are the same for the same numbers."""
    return hashlib.blake2b(repr(numbers).encode(), digest_size=8).digest()
