"""ReLU6 in place passes back what torch's own does."""

import torch
from torch import nn

from engine.dreaming.clipping import Clip, clip_in_place
from engine.dreaming.redirection import Redirection


def test_it_says_and_passes_back_what_torch_does():
    start = torch.cat([torch.linspace(-3, 9, 200), torch.tensor([0.0, 6.0])])
    weights = torch.rand_like(start)
    leaf = start.clone().requires_grad_()
    said = nn.functional.relu6(leaf)
    (expected,) = torch.autograd.grad(said, leaf, weights)

    other = start.clone().requires_grad_()
    clipped = Clip()(other * 1)
    (passed,) = torch.autograd.grad(clipped, other, weights)

    assert torch.equal(clipped, said)
    assert torch.equal(passed, expected)


def test_it_keeps_one_signal_for_the_way_back():
    leaf = torch.rand(1000).requires_grad_()
    kept = set()

    def note(signal):
        kept.add(signal.untyped_storage().data_ptr())
        return signal

    with torch.autograd.graph.saved_tensors_hooks(note, lambda signal: signal):
        clipped = Clip()(leaf + 1)

    assert kept == {clipped.untyped_storage().data_ptr()}


def test_redirection_takes_over():
    leaf = torch.full((1, 4), -1.0).requires_grad_()
    with Redirection():
        (waking,) = torch.autograd.grad(Clip()(leaf * 1).sum(), leaf)
        (deepening,) = torch.autograd.grad(-Clip()(leaf * 1).sum(), leaf)
    assert waking.eq(1).all()
    assert deepening.eq(0).all()


def test_only_those_are_replaced_that_work_in_place():
    module = nn.Sequential(nn.ReLU6(inplace=True), nn.ReLU6(), nn.Sequential(nn.ReLU6(inplace=True)))
    clip_in_place(module)
    assert [type(part) for part in (module[0], module[1], module[2][0])] == [Clip, nn.ReLU6, Clip]
