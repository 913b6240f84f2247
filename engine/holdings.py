"""Holdings: how many bytes of pictures the requests under way keep in memory, all together within a limit."""

from types import TracebackType
from typing import Self


class FullError(Exception):
    """What requests under way keep leaves no room for more."""


class Holdings:
    """What all requests keep. For one event loop, not for threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held = 0


class Share:
    """What one request keeps, a context manager that lets go of it."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._held = 0

    def add(self, size: int) -> None:
        """Keep so many bytes more.

        Raises:
            FullError: there is no room for them.
        """
        if self._holdings.held + size > self._holdings.most:
            raise FullError
        self._holdings.held += size
        self._held += size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._holdings.held -= self._held
        self._held = 0
