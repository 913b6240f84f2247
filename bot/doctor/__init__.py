"""The doctor: what a bot with these settings would find, a line for each thing, which says what to do.

`findings` is what it says; `places` looks at channels, for owners and operators alike; `machine` at the store, the disk
and the engines; `account` at what Discord knows of the bot; `examination` does all of it for an operator.
"""
