"""Asking for a dream: what people write, choose and press, and what becomes of it.

`grammar` reads a person's words into an `order`, with the `vocabulary` that there is; `intake` makes jobs of it. The
modules with an underscore are the Discord side, one for each family of commands, which only `bot.running` loads; the
others are tested without it.
"""
