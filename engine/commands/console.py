"""What every command says and how: results to standard output, progress and problems to standard error."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from torch import Tensor

    from engine.budgets import Encoded
    from engine.dreaming.dream import Moment
    from engine.dreaming.journeys.frame import Frame
    from engine.dreaming.sheet import Taste

out = Console()
problems = Console(stderr=True)


def fail(sentence: object) -> typer.Exit:
    """Say what is wrong and return what to raise."""
    problems.print(f"dream-engine: {sentence}", style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)


@contextmanager
def mistakes_in_one_sentence() -> Iterator[None]:
    """Turn what a person's input can cause into one sentence and exit status 1."""
    try:
        yield
    except OSError as error:
        raise fail(f"cannot read or write {error.filename}: {error.strerror}" if error.filename else error) from None
    except ValueError as error:
        raise fail(error) from None


def watch(title: str, moments: "Iterator[Moment]") -> "Moment":
    """Take all steps of a dream under a progress bar; return the last moment."""
    with _bar() as progress:
        task = progress.add_task(title, total=1.0)
        last: Any = None
        for last in moments:
            place = f"{title} · octave {last.octave} of {last.octaves}"
            progress.update(task, completed=last.fraction, description=place)
    assert last is not None, "a dream takes at least one step"  # noqa: S101
    return last  # type: ignore[no-any-return]


def travelled(title: str, frames: "Iterable[Frame]") -> "Iterator[Tensor]":
    """Yield the pictures of a journey `(1, 3, H, W)` under a progress bar."""
    return (frame.picture for frame in ready(title, frames))


def ready(title: str, frames: "Iterable[Frame]") -> "Iterator[Frame]":
    """Yield the frames of a journey that are not mere looks, under a progress bar."""
    with _bar() as progress:
        task = progress.add_task(title, total=1.0)
        for frame in frames:
            place = f"{title} · frame {frame.number} of {frame.frames}"
            progress.update(task, completed=frame.fraction, description=place)
            if frame.ready:
                yield frame


def tasted(tastes: "Iterable[Taste]") -> "Iterator[tuple[str, Tensor]]":
    """Yield name and dream `(1, 3, H, W)` of a sheet under a progress bar."""
    with _bar() as progress:
        task = progress.add_task("sheet", total=1.0)
        for taste in tastes:
            progress.update(task, completed=taste.fraction, description=f"{taste.name} · {taste.number} of {taste.of}")
            if taste.ready:
                yield taste.name, taste.picture


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(*columns, TimeRemainingColumn(), console=problems)


def write(path: Path, data: bytes, picture: "Tensor", remark: str | None = None) -> None:
    """Write the file of a picture and say so, with a remark if there is one."""
    height, width = picture.shape[-2:]
    _write(path, data, width, height, remark)


def write_film(path: Path, film: "Encoded") -> None:
    """Write the file of a film and say so, with what was lowered to fit its budget."""
    _write(path, film.data, film.width, film.height, film.lowered)


def _write(path: Path, data: bytes, width: int, height: int, remark: str | None) -> None:
    path.write_bytes(data)
    size = f"{width} × {height}, {len(data) / 1000:.0f} kB"
    problems.print(f"{path}: {size}" + (f"; {remark}" if remark else ""), highlight=False)
