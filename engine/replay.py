"""Replay: from a dream's file to the same dream, or to the same way of dreaming on another picture."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Literal, Unpack

import torch
from torch import Tensor

from engine import footage, images, imprints
from engine.dreaming.dream import Alongside
from engine.dreaming.journeys.frame import Frame
from engine.dreaming.journeys.journey import Film, Journey
from engine.dreaming.journeys.travel import travel
from engine.dreaming.memory import USUAL
from engine.dreaming.networks import Network
from engine.dreaming.recipe import Recipe
from engine.footage import Footage
from engine.records import Record


class ReplayError(ValueError):
    """A dream cannot be repeated; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Replay:
    """A dream about to be repeated."""

    record: Record
    """Of the dream that is coming: that of the file, but for what is different here."""
    photograph: Tensor | Footage | None
    alongside: Alongside
    network: Network
    remarks: tuple[str, ...]
    """One sentence for each reason why it will not be the same to the bit; none if it will."""

    def within(self, room: int) -> "Replay":
        """Return the same dream with so many bytes of memory, whatever the first one had."""
        remarks = self.remarks
        if room != (self.record.room or USUAL):
            remarks = (*remarks, "It has another memory than the first time, so last digits may differ.")
        return replace(self, record=self.record.model_copy(update={"room": room}), remarks=remarks)

    def frames(self) -> Iterator[Frame]:
        """Yield the frames of the journey, or the one of a still dream, with looks between.

        On a CPU the number of torch's threads is that of the record until the iterator is at its end or closed.
        """
        beside: Alongside = {**self.alongside, "room": self.record.room or USUAL}
        with _threads(self.record):
            yield from travel(self.photograph, self.record.recipe, self.record.journey, self.network, **beside)


def prepare(
    data: bytes,
    load: Callable[[str], Network],
    on: bytes | None = None,
    *,
    guides: Sequence[bytes] = (),
    masks: Sequence[bytes] = (),
) -> Replay:
    """Return the dream that a file tells of, ready to be repeated.

    Args:
        data: the file.
        load: gives the network of a name, as `networks.load` does for a device.
        on: the photograph or film, or another one; without it the file has to keep its own or be dreamt from noise.
        guides: the guide pictures that it followed, or others.
        masks: the mask pictures of its regions, or others.

    Raises:
        RecordError: the file carries no record that can be followed.
        ReplayError: the photograph is missing, or a guide or a mask.
        PictureRefusedError: the photograph cannot be read.
        UnknownNetworkError: the network does not exist here.
    """
    record = imprints.read(data)
    beside = alongside(record, guides, masks)
    network = load(record.recipe.network)
    photograph, pixels = _photograph(data, record, on)

    remarks = []
    if pixels != record.photograph:
        remarks.append("That is another picture: I dream it with this file's recipe.")
    if _digests(beside) != {"guides": record.guides, "masks": record.masks}:
        remarks.append("Those are other guides or masks than it had, so the dream will differ.")
    if network.fingerprint != record.fingerprint:
        remarks.append(f"My {network.name} has other weights than the one that dreamt this, so the dream will differ.")
    if network.device.type != record.device:
        remarks.append(
            f"It was dreamt on {record.device} and I dream on {network.device.type}: last digits may differ."
        )
    if (ours := version("pareidolia")) != record.version:
        remarks.append(f"It was dreamt by Pareidolia {record.version}, and this is {ours}.")
    if torch.__version__ != record.torch:
        remarks.append(f"It was dreamt with PyTorch {record.torch}, and this is {torch.__version__}.")
    if (threads := min(record.threads, _most_threads())) < record.threads:
        remarks.append(f"It was dreamt on {record.threads} threads, more than I have: last digits may differ.")
    here = {
        "threads": threads,
        "version": ours,
        "torch": str(torch.__version__),
        "fingerprint": network.fingerprint,
        "device": network.device.type,
        "photograph": pixels,
        **_digests(beside),
    }
    return Replay(record.model_copy(update=here), photograph, beside, network, tuple(remarks))


def alongside(record: Record, guides: Sequence[bytes], masks: Sequence[bytes]) -> Alongside:
    """Return what came along with the photograph of a dream, from the files of its guides and masks.

    Raises:
        ReplayError: there are not as many as there were.
        PictureRefusedError: one cannot be read.
    """
    for kind, needed, given in (("guide", record.guides, guides), ("mask", record.masks, masks)):
        if len(given) != len(needed):
            raise ReplayError(
                f"That dream had {len(needed)} {kind} pictures, which are not in the file: "
                f"give me as many ({len(given)} came)."
            )
    return images.decode_alongside(guides, masks, record.recipe.size)


def record_of(
    photograph: Tensor | Footage | None,
    recipe: Recipe,
    network: Network,
    *,
    preset: str | None = None,
    journey: Journey | None = None,
    **beside: Unpack[Alongside],
) -> Record:
    """Return the record of a dream that begins now, with the photograph `(1, 3, H, W)` or film as it is dreamt."""
    room = beside.get("room", USUAL)
    device: Literal["cpu", "cuda"] = "cuda" if network.device.type == "cuda" else "cpu"
    return Record(
        version=version("pareidolia"),
        torch=str(torch.__version__),
        fingerprint=network.fingerprint,
        recipe=recipe,
        preset=preset,
        journey=journey,
        photograph=_digest(photograph),
        threads=torch.get_num_threads(),
        device=device,
        room=room if room != USUAL else None,
    ).model_copy(update=_digests(beside))


def _photograph(data: bytes, record: Record, on: bytes | None) -> tuple[Tensor | Footage | None, str | None]:
    """Return what to dream and the digest of its pixels."""
    if on is None and record.photograph is None:
        return None, None
    given = on or imprints.photograph(data)
    if given is None:
        raise ReplayError("That dream was dreamt from a picture which the file does not keep: give me the picture too.")
    decode = footage.decode if isinstance(record.journey, Film) else images.decode
    photograph = decode(given, record.recipe.size)
    return photograph, _digest(photograph)


def _digest(photograph: Tensor | Footage | None) -> str | None:
    match photograph:
        case None:
            return None
        case Footage():
            return imprints.digest(*photograph)
        case _:
            return imprints.digest(photograph)


def _digests(beside: Alongside) -> dict[str, tuple[str, ...]]:
    return {
        "guides": tuple(map(imprints.digest, beside.get("guides", ()))),
        "masks": tuple(map(imprints.digest, beside.get("masks", ()))),
    }


def _most_threads() -> int:
    # More threads than cores work, if slowly; a file must not be able to ask for any number of them.
    return 4 * (os.cpu_count() or 1)


@contextmanager
def _threads(record: Record) -> Iterator[None]:
    before = torch.get_num_threads()
    if record.device == "cpu":
        torch.set_num_threads(record.threads)
    try:
        yield
    finally:
        torch.set_num_threads(before)
