"""The allocator: memory that was freed and is kept for later goes back, where a dream may take only so much."""

import ctypes

import torch

_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)


def release() -> None:
    """Give memory back that was freed and is kept for later, where that is known how to be done."""
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if _TRIM is not None:
        _TRIM(0)
