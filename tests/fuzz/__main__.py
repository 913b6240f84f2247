"""Let atheris look for bytes that a target cannot take: `python -m tests.fuzz frames --seconds 60`."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer


def main(
    target: Annotated[str, typer.Argument(help="One of frames, recipes, commands, words.")],
    seconds: Annotated[int, typer.Option(help="How long.")] = 60,
) -> None:
    """Print what atheris prints; fail with the bytes that were too much."""
    try:
        import atheris
    except ImportError:
        print("atheris is missing (pip install atheris), so nothing is fuzzed but by hypothesis")  # noqa: T201
        return
    # What is ours is watched from its import on; watching the libraries as well would take minutes.
    with atheris.instrument_imports(include=["bot", "engine"]):
        from tests.fuzz.targets import SEEDS, TARGETS
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[target]):
            Path(folder, str(number)).write_bytes(seed)
        options = [f"-max_total_time={seconds}", "-max_len=2000", "-verbosity=1", "-print_final_stats=1"]
        # The peak that it would hold against a limit begins with that of the process which started this one.
        options.append("-rss_limit_mb=0")
        atheris.Setup([sys.argv[0], *options, folder], TARGETS[target])
        atheris.Fuzz()


if __name__ == "__main__":
    typer.run(main)
