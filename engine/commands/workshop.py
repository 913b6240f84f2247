"""What the commands that dream have in common: how they load networks and pictures."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from rich.progress import Progress

from engine.commands.console import fail, problems

if TYPE_CHECKING:
    from torch import Tensor

    from engine.dreaming.dream import Alongside
    from engine.dreaming.networks import Network
    from engine.footprint import Allowance

Device = Literal["auto", "cpu", "cuda"]
Format = TypeVar("Format")
CACHE = Path.home() / ".cache" / "pareidolia"
"""Where weights that have to be fetched are kept."""


def load_network(name: str, device: Device, weights: Path | None = None, architecture: str | None = None) -> "Network":
    """Return the network; its weights come from its package, from a file, or once over the net.

    Raises:
        ValueError: there is no such network or device, or the weights are not its own.
        OSError: the weights cannot be fetched.
    """
    from engine import weights as store
    from engine.dreaming import networks

    where = networks.pick_device(device)
    networks.check_name(name)
    url = networks.source(name)
    if weights is not None:
        store.check(weights)
    elif url is not None:
        with Progress(console=problems, transient=True) as progress:
            task = progress.add_task(f"weights of {name}", total=None)
            weights = store.fetch(url, CACHE, lambda done, total: progress.update(task, completed=done, total=total))
    return networks.load(name, where, weights=weights, architecture=architecture)


def allow(memory: str | None, network: "Network", photograph: "Tensor | None" = None) -> "Allowance":
    """Return what a dream of a photograph with that network may take of the memory that somebody named.

    Raises:
        ValueError: that is not a size.
    """
    from engine import budgets, footprint

    # The photograph is there already and a part of the dream.
    counted = photograph.nbytes if photograph is not None and photograph.device == network.device else 0
    return footprint.allow(network.device, None if memory is None else budgets.read(memory, "memory") + counted)


def format_of(output: Path, formats: Mapping[str, Format]) -> Format:
    """Return the format of a file's ending, or fail with a sentence that lists those there are."""
    found = formats.get(output.suffix.lower())
    if found is None:
        raise fail(f"{output} should end with {', '.join(formats)}")
    return found


def read_picture(path: str, size: int) -> "Tensor | None":
    """Return the picture at that size, or None for the word noise.

    Raises:
        OSError: it cannot be read.
        PictureRefusedError: it is no picture.
    """
    from engine import images

    return None if path == "noise" else images.decode(Path(path).read_bytes(), size)


def read_alongside(guides: Sequence[Path] | None, masks: Sequence[Path] | None, size: int) -> "Alongside":
    """Return guides and masks at that size.

    Raises:
        OSError: one cannot be read.
        PictureRefusedError: one is no picture.
    """
    from engine import images

    return images.decode_alongside(read_files(guides), read_files(masks), size)


def read_files(paths: Sequence[Path] | None) -> list[bytes]:
    """Return what is in the files.

    Raises:
        OSError: one cannot be read.
    """
    return [path.read_bytes() for path in paths or ()]
