"""The bot is killed at every moment of a dream's life and started again, or lives on while all around it fails.

`bot_process` is the bot as a process of its own; `moments` are those at which it is killed, as seen from Discord;
`troubles` are what befalls it. `lives` lets it die and go on, or bear them, and counts what became of what it had
accepted. `schedules` has many faults at random, in next to no time. `python -m tests.faults` does all of it as often as
one likes and prints a table of each.
"""
