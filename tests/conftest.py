"""What all tests share: pictures to dream, and one real engine for the whole run."""

import io
import os

import numpy as np
import pytest
from PIL import Image

from tests.engine_process import EngineProcess

# As in the engine: OpenMP's threads must not wait for each other in a busy loop. It is read when torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """An engine process that answers."""
    with EngineProcess(tmp_path_factory.mktemp("engine") / "engine.sock", heartbeat="0.25") as process:
        assert process.ready_line, "the engine did not start"
        yield process


@pytest.fixture(scope="session")
def landscape() -> bytes:
    """A small PNG: a sky that fades, a hill, a sun."""
    rows, columns = np.mgrid[0:96, 0:128]
    pixels = np.stack([90 + rows, 130 + rows * 0.8, 220 - rows * 0.5], axis=-1)
    pixels[rows > 60 + 12 * np.sin(columns / 18)] = (60, 110, 50)
    pixels[(rows - 24) ** 2 + (columns - 96) ** 2 < 140] = (250, 230, 120)
    file = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(file, "PNG")
    return file.getvalue()
