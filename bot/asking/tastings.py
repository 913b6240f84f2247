"""Tastings in words: which presets to put side by side, and of which picture."""

from bot.asking import grammar
from bot.asking.classes import Classes
from bot.asking.order import Order
from bot.asking.refusals import SheetOfPresets
from bot.dreams.menu import Menu


def read(text: str, menu: Menu, classes: Classes) -> tuple[tuple[str, ...], Order]:
    """Return the presets that the words name, each once, and the order that the others make.

    Raises:
        SheetOfPresets: they ask for something that a sheet cannot show.
        Refusal: they are not understood, as `grammar.read` says.
    """
    presets: dict[str, None] = {}
    others: list[str] = []
    for word in text.split():
        bare = word.strip(",;!?")
        if (preset := menu.get(bare)) is not None:
            presets[preset.name] = None
        else:
            others.append(word)
    order = grammar.read(" ".join(others), menu, classes)
    if order.says_what or order.onward or order.motion or order.strength != 1:
        raise SheetOfPresets
    return tuple(presets), order
