"""Lettering: words on a picture, in a typeface that may lack their letters, in a width that may be too small."""

import unicodedata
from functools import lru_cache
from io import BytesIO

from PIL import ImageFont

Face = ImageFont.FreeTypeFont

_SPELT = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
"""Letters that no decomposition of Unicode's leads to the alphabet."""

_NO_LETTER = "\ufffe"
"""Not a character, so every typeface draws its sign for a missing one."""


class Typeface:
    """A typeface in any size: Pillow's own, or that in a file, which can have the letters of any script."""

    def __init__(self, file: bytes | None = None) -> None:
        self._file = file
        self.sized = lru_cache(maxsize=64)(self._sized)
        self._has = lru_cache(maxsize=4096)(self._draws)

    def spell(self, words: str, otherwise: str) -> str:
        """Return the words in letters that the typeface has: without accents where it lacks them, or left out.

        Where less than half of the letters are left, they would say nothing, and `otherwise` stands for them.
        """
        letters = [self._letters(letter) for letter in unicodedata.normalize("NFC", words)]
        meant = sum(not unicodedata.combining(letter) and not letter.isspace() for letter in words)
        spelt = " ".join("".join(letters).split())
        return spelt if 2 * sum(bool(letter.strip()) for letter in letters) >= max(meant, 1) else otherwise

    def fit(self, words: str, width: float, sizes: range) -> tuple[str, Face]:
        """Return the words and the largest face of those sizes in which they are no wider, cut off if none is."""
        face = self.sized(sizes[0])
        for size in sizes:
            face = self.sized(size)
            if face.getlength(words) <= width:
                return words, face
        return _cut(words, face, width), face

    def wrap(self, words: str, width: float, sizes: range) -> tuple[list[str], Face]:
        """Return the words in one line if they fit at one of those sizes, else in two lines at the smallest."""
        line, face = self.fit(words, width, sizes)
        if line == words:
            return [line], face
        first, *rest = words.split()
        while rest and face.getlength(f"{first} {rest[0]}") <= width:
            first = f"{first} {rest.pop(0)}"
        if not rest:
            return [line], face
        return [_cut(first, face, width), _cut(" ".join(rest), face, width)], face

    def _letters(self, letter: str) -> str:
        if letter.isspace():
            return letter
        if not letter.isprintable():
            return ""
        if self._has(letter):
            return letter
        spelt = unicodedata.normalize("NFKD", letter.translate(_SPELT))
        return "".join(part for part in spelt if not unicodedata.combining(part) and self._has(part))

    def _sized(self, size: int) -> Face:
        if self._file is not None:
            return ImageFont.truetype(BytesIO(self._file), size)
        face = ImageFont.load_default(size)
        if not isinstance(face, ImageFont.FreeTypeFont):
            raise RuntimeError("Pillow was built without FreeType; install its wheel from PyPI")
        return face

    def _draws(self, letter: str) -> bool:
        face = self.sized(24)
        return bytes(face.getmask(letter)) != bytes(face.getmask(_NO_LETTER))


def _cut(words: str, face: Face, width: float) -> str:
    kept = words
    while kept and face.getlength(kept if kept == words else f"{kept}…") > width:
        kept = kept[:-1].rstrip()
    return kept if kept == words else f"{kept}…"
