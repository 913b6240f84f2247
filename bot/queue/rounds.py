"""Deficit round robin: flows that take turns, so that each gets the same share of the work.

M. Shreedhar and G. Varghese, *Efficient Fair Queueing using Deficit Round Robin* (1995), in a form for few and large
jobs. There, a flow saves a quantum in each round until it can pay for its next job. Here it may start a job on credit
and earns the debt back in the rounds that follow (as in H. Adiseshu et al., *A Reliable and Scalable Striping
Protocol*, 1996), so that whoever comes anew starts at once. And the quantum is as small as can be: the rounds in
which nobody could start anything are taken all at once, by raising the level that debts are measured from.

Two flows that both want to start something are then never further apart than the cost of one job each.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Generic, Protocol, TypeVar


class Flow(Protocol):
    """What takes turns: a person, or a server full of them."""

    due: float
    """The level at which everything that it started is paid for."""

    @property
    def waits(self) -> bool:
        """Whether it wants to start something, now or later."""

    @property
    def ready(self) -> bool:
        """Whether it can start something now."""

    @property
    def idle(self) -> bool:
        """Whether nothing of it waits or runs."""


F = TypeVar("F", bound=Flow)


class Rounds(Generic[F]):
    """Flows in the order of their turns: whoever has waited longest for one comes first."""

    def __init__(self) -> None:
        self._flows: dict[int, F] = {}
        self._level = 0.0
        self._left_behind: dict[int, float] = {}
        """When those are due who are gone: going and coming back must not pay."""

    def __getitem__(self, key: int) -> F:
        return self._flows[key]

    def __contains__(self, key: int) -> bool:
        return key in self._flows

    def __iter__(self) -> Iterator[F]:
        return iter(self._flows.values())

    def debt(self, key: int) -> float:
        """Return how much work a flow got before its turn: at most the cost of one job, and nothing if it is new."""
        due = self._flows[key].due if key in self._flows else self._left_behind.get(key, 0.0)
        return max(0.0, due - self._level)

    def join(self, key: int, flow: F) -> None:
        """Let a flow take part; its first turn comes after those of all others."""
        flow.due = self._left_behind.pop(key, self._level)
        self._flows[key] = flow

    def turn(self) -> int | None:
        """Return the key of the flow that starts something next, or None if none can.

        The level rises until one can; calling it again before `charge` returns the same.
        """
        chosen = None
        lowest = float("inf")
        for key, flow in self._flows.items():
            if flow.due < lowest and flow.ready:
                if flow.due <= self._level:
                    return key
                chosen, lowest = key, flow.due
        if chosen is not None:
            self._level = lowest
        return chosen

    def charge(self, key: int, cost: float) -> None:
        """Let the flow whose turn it was owe what it has started, and stand behind all others."""
        flow = self._flows.pop(key)
        flow.due = self._level + cost
        self._flows[key] = flow
        self.settle(key)

    def give_back(self, key: int, cost: float) -> None:
        """Take a charge back that came to nothing."""
        self._flows[key].due -= cost

    def settle(self, key: int) -> None:
        """Take notice that a flow wants less than before; one that is idle takes part no more.

        What it owes is remembered as long as anybody waits. Once nobody does, nobody was kept waiting.
        """
        flow = self._flows[key]
        if flow.idle:
            del self._flows[key]
            self._left_behind[key] = flow.due
            self._forget_the_paid()
        if not flow.waits and not any(each.waits for each in self):
            self._left_behind.clear()

    def copy(self, of: Callable[[int, F], F]) -> "Rounds[F]":
        """Return rounds that stand as these do, with copies of the flows."""
        twin: Rounds[F] = Rounds()
        twin._flows = {key: of(key, flow) for key, flow in self._flows.items()}
        twin._level = self._level
        twin._left_behind = self._left_behind.copy()
        return twin

    def _forget_the_paid(self) -> None:
        """Forget a few of those who owe nothing any more."""
        for key in list(islice(self._left_behind, 3)):
            if self._left_behind[key] <= self._level:
                del self._left_behind[key]
