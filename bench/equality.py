"""Whether the fast gradient is the right one: beside the authors' own network in double precision."""

from dataclasses import dataclass

import torch
from torch import Tensor

from bench.contenders import Ear
from bench.work import Work
from engine.dreaming.scoring import power

LARGEST = 1e-3
ROUNDING = 3
"""With random weights many units stand near zero and fall to either side by rounding alone, whoever computes."""


@dataclass(frozen=True)
class Errors:
    """Lengths of the difference to the gradient in float64, relative to its own."""

    ours: float
    """Of this library in float32."""
    plain: float
    """Of the authors' own network in float32."""

    @property
    def equal(self) -> bool:
        """Whether ours is as right as float32 can be."""
        return self.ours <= max(LARGEST, ROUNDING * self.plain)


def gradient_errors(work: Work) -> Errors:
    """Return how far float32 is from float64, on the picture of the work."""
    photograph = work.photograph()
    network = work.ours()
    leaf = photograph.clone().requires_grad_()
    (ours,) = torch.autograd.grad(power(network.activations(leaf, {work.layer})[work.layer]).sum(), leaf)

    def authors(dtype: torch.dtype) -> Tensor:
        model = work.theirs().to(dtype)
        ear = Ear(model.get_submodule(work.module))
        picture = photograph.to(dtype).requires_grad_()
        model((picture - network.mean.to(dtype)) / network.deviation.to(dtype))
        (gradient,) = torch.autograd.grad(power(ear.heard()).sum(), picture)
        return gradient

    exact = authors(torch.float64)
    return Errors(*(float((given - exact).norm() / exact.norm()) for given in (ours, authors(torch.float32))))
