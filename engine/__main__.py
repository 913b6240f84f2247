"""The command dream-engine."""

import os

import typer

from engine.commands.bench import bench
from engine.commands.doctor import doctor
from engine.commands.dream import deeper, dream
from engine.commands.journeys import COMMANDS as JOURNEYS
from engine.commands.layers import layers
from engine.commands.presets import presets
from engine.commands.ready import ready
from engine.commands.replay import record, replay
from engine.commands.serve import serve
from engine.commands.sheet import sheet
from engine.dreaming import allocator

# OpenMP's threads wait for each other in a busy loop before they sleep. Where other programs want the same cores
# that loop holds them up: steps then took ten to a hundred times as long. Without the policy they would sleep at once
# wherever more than one thread computes, as in an engine, and a step took half as long again. Both are read when torch
# is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")
os.environ.setdefault("OMP_WAIT_POLICY", "active")
allocator.keep()

cli = typer.Typer(
    help="Turns pictures into dreams.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (dream, deeper, replay, record, sheet, layers, presets, bench, serve, ready, doctor):
    cli.command()(command)
for name, journey in JOURNEYS.items():
    cli.command(name)(journey)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
