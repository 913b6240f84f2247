"""The allocator: what was freed is kept for the next step, and goes back where a dream may take only so much."""

import ctypes

_C = ctypes.CDLL(None)
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""As glibc's malloc.h has them."""

_ALL = 2**31 - 1
_LARGEST = 32 * 2**20
"""Pieces above this come from the system each time; glibc knows no higher limit."""


def keep() -> None:
    """Let this process keep what it frees until `release`, where the C library can be told so.

    Each step takes and frees the same hundreds of megabytes. By default they go back to the system in between, which
    then has to clear every page anew.
    """
    if hasattr(_C, "mallopt"):
        _C.mallopt(_MMAP_THRESHOLD, _LARGEST)
        _C.mallopt(_TRIM_THRESHOLD, _ALL)


def release() -> None:
    """Give memory back that was freed and is kept for later, where that is known how to be done."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if hasattr(_C, "malloc_trim"):
        _C.malloc_trim(0)
