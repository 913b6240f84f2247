"""Measures of how well a crowd was served."""

from collections.abc import Mapping, Sequence
from math import ceil


def jain(values: Sequence[float]) -> float:
    """Return Jain's index of fairness: 1 if all have the same, 1/n if one has everything (Jain et al., 1984)."""
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def fair_shares(wanted: Mapping[int, float], given: float) -> dict[int, float]:
    """Return what each should have of what is given, so that nobody with less could have more (max-min fairness)."""
    shares: dict[int, float] = {}
    left = sorted(wanted, key=wanted.__getitem__)
    while left:
        equal = given / len(left)
        least = left.pop(0)
        shares[least] = min(wanted[least], equal)
        given -= shares[least]
    return shares


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest of the values that so large a share of them does not exceed; 0 if there is none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)] if ordered else 0.0
