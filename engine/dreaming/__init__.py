"""Dreaming as a library: pure torch, no I/O, no asyncio, no global state.

`recipe`, `objectives`, `subjects` and `presets` say what to dream and import no torch; `networks`, `dream`
and the rest dream it. Pictures are float tensors `(N, 3, H, W)` with values 0-1.
"""
