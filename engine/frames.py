"""Frames: one JSON line that ends with `"size": n`, then n raw bytes (a picture, or nothing).

An empty line between two frames is a heartbeat: whoever writes has nothing new to say and lives.
"""

import json
from collections.abc import Iterator

from pydantic import BaseModel

MAX_LINE = 64 * 2**10
MAX_BLOB = 64 * 2**20
BEAT = b"\n"


class FrameError(ValueError):
    """The bytes are not frames, or a frame does not say what it should."""


def write_frame(message: BaseModel, blob: bytes = b"") -> bytes:
    """Return the message and the bytes it carries as one frame."""
    return json.dumps({**message.model_dump(mode="json"), "size": len(blob)}).encode() + b"\n" + blob


class FrameReader:
    """Takes bytes as they arrive and gives the frames in them: a line as a dict, without `size`, and its bytes."""

    def __init__(self, *, max_blob: int = MAX_BLOB) -> None:
        self._max_blob = max_blob
        self._buffer = bytearray()
        self._line: dict[str, object] | None = None
        self._size = 0

    @property
    def between_frames(self) -> bool:
        """Whether every byte so far belongs to a finished frame."""
        return self._line is None and not self._buffer

    def feed(self, data: bytes) -> Iterator[tuple[dict[str, object], bytes]]:
        """Yield each frame that these bytes complete.

        Raises:
            FrameError: a line is not a JSON object with a size, or larger than it may be.
        """
        self._buffer += data
        while True:
            if self._line is None:
                if self._buffer.startswith(BEAT):
                    self._buffer = self._buffer.lstrip(BEAT)
                end = self._buffer.find(b"\n")
                if (len(self._buffer) if end < 0 else end) > MAX_LINE:
                    raise FrameError(f"a frame's line is longer than {MAX_LINE} bytes")
                if end < 0:
                    return
                self._line, self._size = self._parse(bytes(self._buffer[:end]))
                del self._buffer[: end + 1]
            if len(self._buffer) < self._size:
                return
            line, blob = self._line, bytes(self._buffer[: self._size])
            del self._buffer[: self._size]
            self._line = None
            yield line, blob

    def _parse(self, raw: bytes) -> tuple[dict[str, object], int]:
        try:
            line = json.loads(raw)
        except (ValueError, RecursionError):
            raise FrameError("a frame's line is not JSON") from None
        if not isinstance(line, dict):
            raise FrameError("a frame's line is not a JSON object")
        size = line.pop("size", None)
        if type(size) is not int or size < 0:
            raise FrameError("a frame's line has no size")
        if size > self._max_blob:
            raise FrameError(f"a frame carries {size} bytes; at most {self._max_blob} are allowed")
        return line, size
