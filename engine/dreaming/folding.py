"""Folding: batch norms vanish into the convolutions before them, so that a frozen network runs fewer passes."""

from itertools import pairwise

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold_batch_norms(module: nn.Module) -> None:
    """Fold each batch norm that directly follows a convolution, in place; the outputs stay the same.

    Of a timm batch norm that carries its activation the activation remains. The module must be in eval mode.
    """
    children = list(module.named_children())
    for (name, child), (next_name, following) in pairwise(children):
        if (
            isinstance(child, nn.Conv2d)
            and isinstance(following, nn.BatchNorm2d)
            and (child.out_channels == following.num_features)
        ):
            setattr(module, name, fuse_conv_bn_eval(child, following))
            setattr(module, next_name, getattr(following, "act", nn.Identity()))
    for _, child in module.named_children():
        fold_batch_norms(child)
