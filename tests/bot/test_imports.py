"""The bot's process never loads torch, nor the engine beyond the wire."""

import subprocess
import sys

LOOK = """
import sys
import bot.__main__, bot.running
loaded = sorted(name for name in sys.modules if name.split(".")[0] in ("torch", "timm", "torchvision", "engine"))
print(*loaded)
"""


def test_the_bot_loads_no_torch_and_of_the_engine_only_the_wire():
    ran = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [
        "engine",
        "engine.client",
        "engine.dreaming",
        "engine.dreaming.classes",
        "engine.dreaming.grammar",
        "engine.dreaming.objectives",
        "engine.dreaming.recipe",
        "engine.dreaming.regions",
        "engine.dreaming.subjects",
        "engine.frames",
        "engine.protocol",
    ]
