"""Findings: what the doctor says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["good", "doubtful", "bad"]

SIGNS: dict[Verdict, str] = {"good": "✓", "doubtful": "!", "bad": "✗"}


@dataclass(frozen=True)
class Finding:
    """What was found; `line` says what to do where it is not good."""

    what: str
    verdict: Verdict
    line: str

    def __str__(self) -> str:
        return f"{SIGNS[self.verdict]} {self.what}: {self.line}"


def any_bad(findings: Iterable[Finding]) -> bool:
    """Return whether something does not work."""
    return any(finding.verdict == "bad" for finding in findings)
