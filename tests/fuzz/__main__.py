"""Let atheris look for bytes that a target cannot take: `python -m tests.fuzz frames --seconds 60`."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.fuzz.targets import SEEDS, TARGETS


def main(
    target: Annotated[str, typer.Argument(help=f"One of {', '.join(TARGETS)}.")],
    seconds: Annotated[int, typer.Option(help="How long.")] = 60,
) -> None:
    """Print what atheris prints; fail with the bytes that were too much."""
    try:
        import atheris
    except ImportError:
        print("atheris is missing (pip install atheris), so nothing is fuzzed but by hypothesis")  # noqa: T201
        return
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[target]):
            Path(folder, str(number)).write_bytes(seed)
        atheris.instrument_all()
        options = [f"-max_total_time={seconds}", "-max_len=2000", "-verbosity=1", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, folder], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    typer.run(main)
