"""Who is timed: this library, the plain recipe, and a peer that can be installed."""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torchvision import transforms

from bench.work import Work
from engine.dreaming import octaves
from engine.dreaming.dream import dream

JITTER = 32
STRENGTH = 0.008


@dataclass(frozen=True)
class Contender:
    """Somebody who dreams."""

    name: str
    run: Callable[[], object]
    """Does the whole work once."""


def contenders(work: Work) -> list[Contender]:
    """Return everybody who can do the work here, ready to begin."""
    found = [
        Contender("pareidolia", _ours(work)),
        Contender("plain recipe", _plain(work, frozen=False)),
        Contender("plain recipe, weights frozen", _plain(work, frozen=True)),
    ]
    if importlib.util.find_spec("torch_dreams") is not None:
        found.append(Contender("torch-dreams", _torch_dreams(work, frozen=False)))
        found.append(Contender("torch-dreams, weights frozen", _torch_dreams(work, frozen=True)))
    return found


def _ours(work: Work) -> Callable[[], object]:
    network, photograph, recipe = work.ours(), work.photograph(), work.recipe()
    return lambda: [moment.fraction for moment in dream(photograph, recipe, network)]


def _plain(work: Work, *, frozen: bool) -> Callable[[], object]:
    """The recipe of google/deepdream (2015), written down plainly: roll, climb the mean square, roll back."""
    model, photograph = work.theirs(), work.photograph()
    model.requires_grad_(not frozen)
    listen = Ear(model.get_submodule(work.module))

    def run() -> Tensor:
        picture = base = octaves.resize(photograph, work.ladder[0])
        for size in work.ladder:
            larger = octaves.resize(photograph, size)
            picture, base = octaves.climb(picture, base, larger), larger
            for _ in range(work.steps):
                down, right = torch.randint(-JITTER, JITTER + 1, (2,)).tolist()
                rolled = picture.roll((down, right), (2, 3)).detach().requires_grad_()
                model((rolled - 0.5) / 0.5)
                torch.autograd.backward(listen.heard().square().mean())
                gradient = rolled.grad
                assert gradient is not None  # noqa: S101
                stepped = rolled.detach() + STRENGTH * gradient / gradient.abs().mean()
                picture = stepped.roll((-down, -right), (2, 3)).clamp(0, 1)
                model.zero_grad()
        return picture

    return run


def _torch_dreams(work: Work, *, frozen: bool) -> Callable[[], object]:
    """The peer does not know octaves, so it renders each in turn; its transforms keep the pixels as many as ours."""
    from torch_dreams import CustomImageParam, Dreamer

    model, photograph = work.theirs(), work.photograph()
    model.requires_grad_(not frozen)
    dreamer = Dreamer(model, quiet=True, device="cpu")
    dreamer.set_custom_transforms(transforms.RandomAffine(degrees=0, translate=(0.05, 0.05)))
    layer = model.get_submodule(work.module)

    def run() -> Any:  # noqa: ANN401 - the peer has no types
        picture = octaves.resize(photograph, work.ladder[0])
        for size in work.ladder:
            parameter = CustomImageParam(image=octaves.resize(picture, size).clamp(0, 1), device="cpu")
            rendered = dreamer.render(layers=[layer], image_parameter=parameter, iters=work.steps)
            picture = rendered.to_nchw_tensor()
        return picture

    return run


class Ear:
    """Keeps what a module said last."""

    def __init__(self, module: nn.Module) -> None:
        self._said: Tensor | None = None
        module.register_forward_hook(self._listen)

    def heard(self) -> Tensor:
        """Return the output of the module's last run."""
        assert self._said is not None, "the module has not run"  # noqa: S101
        return self._said

    def _listen(self, _module: nn.Module, _inputs: object, output: Tensor) -> None:
        self._said = output
