"""Weights over the wire: files of trained networks, fetched once and kept in a folder."""

import hashlib
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

_CHUNK = 1 << 18
_TIMEOUT = 30.0
"""Seconds without a byte after which the connection counts as lost."""


class FetchError(OSError):
    """The weights could not be fetched, or came damaged."""


def fetch(url: str, folder: Path, progress: Callable[[int, int | None], None] = lambda done, total: None) -> Path:
    """Return the file of that URL in the folder, fetched if it is not there yet.

    `progress` hears the bytes so far and, where the server says so, those of the whole file. Names like
    `resnet50-0676ba61.pth` end in the first digits of the file's SHA-256, which is checked.

    Raises:
        FetchError: the file cannot be had or is not what its name says.
    """
    name = url.rsplit("/", 1)[-1]
    path = folder / name
    if path.exists():
        check(path)
        return path
    part = path.with_name(f"{name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _receive(url, part, progress)
    except (OSError, http.client.HTTPException) as error:
        part.unlink(missing_ok=True)
        reason = getattr(error, "reason", None) or error
        raise FetchError(
            f"network: {url} could not be fetched ({reason}); bring the file {name} here yourself "
            f"and put it into {folder}"
        ) from error
    try:
        check(part, name)
    except FetchError:
        part.unlink()
        raise
    part.replace(path)
    return path


def check(path: Path, name: str | None = None) -> None:
    """Raise `FetchError` if the file's SHA-256 does not begin as its name, or `name`, says; others pass."""
    name = name or path.name
    promised = re.search(r"-([0-9a-f]{8,64})\.\w+$", name)
    if promised is None:
        return
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not digest.startswith(promised[1]):
        raise FetchError(
            f"network: the file {name} in {path.parent} is damaged: its SHA-256 begins with {digest[:8]} "
            f"instead of {promised[1]}; remove it if it is there, and fetch it again"
        )


def _receive(url: str, path: Path, progress: Callable[[int, int | None], None]) -> None:
    with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer, path.open("wb") as file:  # noqa: S310 - ours
        length = answer.headers.get("Content-Length")
        total = int(length) if length else None
        done = 0
        while chunk := answer.read(_CHUNK):
            file.write(chunk)
            done += len(chunk)
            progress(done, total)
    if total is not None and done < total:
        raise ConnectionError(f"the connection was cut after {done} of {total} bytes")
