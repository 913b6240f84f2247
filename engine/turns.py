"""Turns: several threads share one device, and whoever has had least of it goes next.

A turn ends where its holder says so: between two steps of a dream, and, where a step takes long, in the middle of
it. Fairness is by seconds of the device, not by steps, so large steps wait for small ones and not the other way
round: start-time fair queueing (Goyal, Vin and Cheng, 1996) with one packet for each stint.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

QUANTUM = 0.05
"""Seconds by which somebody must be ahead of another before they give the device away in the middle of a step: each
change of hands costs caches, and a step that is left open keeps its memory."""


class DismissedError(Exception):
    """Who asks for the device is not to have it any more."""


class Seat:
    """One who takes turns."""

    def __init__(self) -> None:
        self.spent = 0.0
        """Seconds of the device; who comes later begins with the least that anybody has."""
        self.dismissed = False


class Turns:
    """Who has the device, and who waits for it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._seats: list[Seat] = []
        """Who goes first where two have had as much."""
        self._holder: Seat | None = None
        self._since = 0.0

    def sit(self, seat: Seat) -> None:
        """Let it take part from now on; whoever sits comes to `taken` before long, or all wait for them."""
        with self._changed:
            seat.spent = min((other.spent for other in self._seats), default=0.0)
            self._seats.append(seat)
            if self._holder is None:
                self._hand_to(seat)

    @contextmanager
    def taken(self, seat: Seat) -> Iterator[None]:
        """Take turns for the time of the context, which begins at the first of them; then leave.

        Raises:
            DismissedError: before it was their turn.
        """
        try:
            with self._changed:
                self._await(seat)
            yield
        finally:
            with self._changed:
                self._seats.remove(seat)
                if self._holder is seat:
                    self._hand_to(self._next())

    def pass_on(self, seat: Seat) -> None:
        """Let whoever has had least go next; return at the next own turn.

        Raises:
            DismissedError: it was dismissed before that.
        """
        with self._changed:
            self._charge(seat)
            self._let_others(seat)

    def pause(self, seat: Seat) -> None:
        """Do the same in the middle of a step, if another has had less by more than the quantum.

        Raises:
            DismissedError: it was dismissed, before or meanwhile.
        """
        with self._changed:
            self._charge(seat)
            if any(other.spent + QUANTUM < seat.spent for other in self._seats if not other.dismissed):
                self._let_others(seat)
            self._await(seat)

    def dismiss(self, seat: Seat) -> None:
        """Let it have no further turn; its present one ends at the next chance."""
        with self._changed:
            seat.dismissed = True
            self._changed.notify_all()

    def silence(self) -> float:
        """Return for how many seconds the holder of the device has given no sign; 0 where nobody holds it."""
        with self._changed:
            return 0.0 if self._holder is None else self._clock() - self._since

    def _let_others(self, seat: Seat) -> None:
        # Of those who have had as much, whose turn is longest ago goes first.
        self._seats.remove(seat)
        self._seats.append(seat)
        if (following := self._next()) is not seat:
            self._hand_to(following)
        self._await(seat)

    def _next(self) -> Seat | None:
        return min((seat for seat in self._seats if not seat.dismissed), key=lambda seat: seat.spent, default=None)

    def _charge(self, seat: Seat) -> None:
        now = self._clock()
        seat.spent += now - self._since
        self._since = now

    def _hand_to(self, seat: Seat | None) -> None:
        self._holder = seat
        self._since = self._clock()
        self._changed.notify_all()

    def _await(self, seat: Seat) -> None:
        self._changed.wait_for(lambda: self._holder is seat or seat.dismissed)
        if seat.dismissed:
            raise DismissedError
