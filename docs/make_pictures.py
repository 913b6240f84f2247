"""Make the pictures of the README and of the bot's help: `make pictures` dreams them anew.

The photographs are free to share and come with scikit-image: the cat Chelsea (CC0, Stéfan van der Walt), a rocket
(public domain, SpaceX) and a cup of coffee (CC0, Rachel Michetti).
"""

import io
from pathlib import Path

import skimage.data
import torch
from PIL import Image, ImageDraw, ImageFont, ImageOps
from rich.progress import track

import bot.asking
from engine import images
from engine.dreaming import networks
from engine.dreaming.dream import dream
from engine.dreaming.networks import Network
from engine.dreaming.presets import PRESETS, Preset

FOLDER = Path(__file__).parent / "pictures"
HELP = Path(bot.asking.__file__).parent / "help.jpg"
"""What the bot shows when it is asked for help."""
GAP = 8
SUBJECTS = ("birds", "dogs", "fish", "flowers", "buildings")
PAPER = "#16141f"
INK = "#f4f1ff"


def photograph(name: str) -> bytes:
    """Return a photograph that scikit-image ships, as a PNG."""
    file = io.BytesIO()
    Image.fromarray(getattr(skimage.data, name)()).save(file, "PNG")
    return file.getvalue()


def dreamt(source: bytes | None, chosen: Preset, size: int, network: Network) -> Image.Image:
    """Return the photograph, or noise for None, dreamt with a preset."""
    recipe = chosen.recipe.model_copy(update={"size": size, "seed": 1})
    before = None if source is None else images.decode(source, size)
    *_, last = dream(before, recipe, network)
    return picture_of(images.encode(last.picture, "PNG"))


def picture_of(file: bytes) -> Image.Image:
    """Return the picture in a file."""
    return Image.open(io.BytesIO(file)).convert("RGB")


def side_by_side(*pictures: Image.Image) -> Image.Image:
    """Return pictures of one height in a row."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    row = Image.new("RGB", (width, pictures[0].height), PAPER)
    left = 0
    for picture in pictures:
        row.paste(picture, (left, 0))
        left += picture.width + GAP
    return row


def sheet(pictures: dict[str, Image.Image], columns: int) -> Image.Image:
    """Return pictures of one size in a grid, each with its name."""
    width, height = next(iter(pictures.values())).size
    caption = 34
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + GAP) - GAP, rows * (height + caption + GAP)), PAPER)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(20)
    for index, (name, picture) in enumerate(pictures.items()):
        left, top = index % columns * (width + GAP), index // columns * (height + caption + GAP)
        page.paste(picture, (left, top))
        draw.text((left + width // 2, top + height + caption // 2), name, INK, font, anchor="mm")
    return page


def subjects(network: Network) -> Image.Image:
    """Return three photographs, one a row, and beside each what becomes of it with some of the subjects."""
    pictures = {}
    for name in track(("coffee", "chelsea", "rocket"), description="subjects"):
        source = photograph(name)
        pictures[name] = picture_of(source)
        for subject in SUBJECTS:
            pictures[f"{subject}, {name}"] = dreamt(source, PRESETS[subject], 640, network)
    return sheet({name: ImageOps.fit(picture, (300, 200)) for name, picture in pictures.items()}, 1 + len(SUBJECTS))


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    network = networks.load("efficientnet-lite0", torch.device("cpu"))
    cat = photograph("chelsea")
    before = picture_of(images.encode(images.decode(cat, 720), "PNG"))
    both = side_by_side(before, dreamt(cat, PRESETS["eyes"], 720, network))
    both.save(FOLDER / "dream.jpg", quality=88)
    ImageOps.contain(both, (640, 640)).save(HELP, quality=80)

    rocket = photograph("rocket")
    pictures = {"the photograph": picture_of(rocket)}
    for known in track(PRESETS.values(), description="presets"):
        pictures[known.name] = dreamt(rocket, known, 480, network)
    pictures["animals, from noise"] = dreamt(None, PRESETS["animals"], 480, network)
    small = {name: ImageOps.fit(picture, (360, 240)) for name, picture in pictures.items()}
    sheet(small, 4).save(FOLDER / "presets.jpg", quality=86)
    subjects(network).save(FOLDER / "subjects.jpg", quality=80)


if __name__ == "__main__":
    main()
