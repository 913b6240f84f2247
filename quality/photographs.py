"""The photographs to dream: six that scikit-image ships, and those of a folder that the environment names."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import skimage.data
from PIL import Image

SHIPPED = ("astronaut", "chelsea", "coffee", "rocket", "hubble_deep_field", "retina")
FOLDER = "PAREIDOLIA_PHOTOGRAPHS"
NEARBY = Path("../shared/images")


def photographs(names: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield name and file of each photograph, or of those with these names; say so where the folder is absent."""
    for name in SHIPPED:
        if not names or name in names:
            file = io.BytesIO()
            Image.fromarray(getattr(skimage.data, name)()[..., :3]).save(file, "PNG")
            yield name, file.getvalue()
    folder = Path(os.environ.get(FOLDER, NEARBY))
    if not folder.is_dir():
        print(f"no folder {folder}: without its photographs; {FOLDER} may name another")  # noqa: T201
        return
    for path in sorted(folder.glob("*.jpg")):
        if not names or path.stem in names:
            yield path.stem, path.read_bytes()
