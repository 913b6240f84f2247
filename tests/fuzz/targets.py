"""What is fuzzed: each takes any bytes, and raises AssertionError, or what nobody foresaw, where something is wrong."""

import json
from types import MappingProxyType

from bot.asking.classes import Classes
from bot.asking.grammar import read as read_words
from bot.asking.order import Order
from bot.challenges.titles import bare
from bot.dreams.menu import Menu
from bot.refusals import Refusal, UnknownPreset, quoted
from engine.dreaming import classes, grammar
from engine.dreaming.presets import PRESETS
from engine.dreaming.recipe import Recipe, RecipeError
from engine.frames import FrameError, FrameReader
from engine.protocol import ClassList, PresetLine, PresetList, read_event, read_request
from tests.bot.test_harmless import is_dead

_LINES = tuple(
    PresetLine(name=each.name, emoji=each.emoji, line=each.line, recipe=each.recipe) for each in PRESETS.values()
)
_MENU = Menu(PresetList(default=_LINES[0].name, presets=_LINES))
_CLASSES = Classes(ClassList(preset="animals", names=tuple(classes.indices())))
_MOST = 1000


def frames(data: bytes) -> None:
    """Any bytes are frames, in pieces as well as at once, or refused."""
    reader = FrameReader(max_blob=_MOST)
    try:
        half = len(data) // 2
        for line, blob in [*reader.feed(data[:half]), *reader.feed(data[half:])]:
            assert len(blob) <= _MOST
            for read in (read_request, read_event):
                _refused_or(FrameError, read, line)
    except FrameError as refused:
        assert str(refused)


def recipes(data: bytes) -> None:
    """Any JSON is a recipe, or refused; an objective in words is one that prints as itself."""
    text = data.decode("utf-8", "replace")
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        fields = {"objective": text}
    if isinstance(fields, dict):
        _refused_or(RecipeError, Recipe.of, fields)
    objective = _refused_or(ValueError, grammar.parse, text[:300])
    if objective is not None:
        assert str(grammar.parse(str(objective))) == str(objective)


def commands(data: bytes) -> None:
    """Any words are an order, or refused in one short sentence in which nothing comes alive."""
    text = data.decode("utf-8", "replace")
    try:
        assert isinstance(read_words(text, _MENU, _CLASSES), Order)
    except Refusal as refusal:
        assert len(refusal.sentence) < 300
        assert refusal.sentence.count("`") % 2 == 0
        assert "@everyone" not in "".join(refusal.sentence.split("`")[::2])


def words(data: bytes) -> None:
    """Emoji name a preset or none, and whatever is shown of somebody's words does not come alive."""
    text = data.decode("utf-8", "replace")
    found = _MENU.pictured(text)
    assert found is None or found.emoji in text
    assert is_dead(bare(text))
    assert quoted(text).count("`") == 2
    assert "\n" not in quoted(text)
    outside = UnknownPreset(text, ["eyes"]).sentence.replace(quoted(text), "")
    assert "@" not in outside


def _refused_or(refusal, read, what):
    """What is read, or None if it is refused with a word."""
    try:
        return read(what)
    except refusal as refused:
        assert str(refused)
        return None


TARGETS = MappingProxyType({each.__name__: each for each in (frames, recipes, commands, words)})
SEEDS = MappingProxyType(
    {
        "frames": [
            b'{"preset": "eyes", "changes": {"seed": 7}, "size": 3}\nabc',
            b'{"event": "started", "size": 0}\n',
            b"\n",
        ],
        "recipes": [
            b'{"objective": "birds + 0.5 block9[42]@0.5,0.3", "size": 96, "steps": [2, 1]}',
            b"guide(block8, 2, cosine)",
        ],
        "commands": [
            b"eyes of castle x1.5 512px seed 7 <@42>",
            "🦜 strength=1,5 <a:blob:42>".encode(),
            b"--size 96 #7 deeper",
        ],
        "words": ["👀".encode(), b"@everyone <@&42> [click](https://x.y) ||s||", b"```\n# head"],
    }
)
"""What atheris begins with."""
