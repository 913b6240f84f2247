"""Whatever people write, nothing of it comes alive where the bot shows it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.challenges.titles import bare
from bot.refusals import UnknownPreset, quoted
from bot.sources.refusals import NotAPicture

HOSTILE = ["@everyone", "@here", "<@42>", "<@&42>", "<#42>", "<:blob:42>", "<t:0:R>", "[click](https://x.y)"]
HOSTILE += [
    "https://evil.example",
    "**bold**",
    "__u__",
    "~~s~~",
    "||spoiler||",
    "`code`",
    "```\nblock",
    "# head",
]
ANY = st.text() | st.lists(st.sampled_from(HOSTILE) | st.text(max_size=5)).map("".join)
LIVE = re.compile(r"[\\`*_~|<>\[\]()#:]|@(?!\u200b)(everyone|here)")


def is_dead(shown):
    """Whether Discord shows it letter by letter: no mark is left once those behind a backslash are taken out."""
    return LIVE.search(re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)) is None and "\n" not in shown


@pytest.mark.parametrize("words", HOSTILE)
def test_what_would_come_alive_is_noticed_as_such(words):
    assert not is_dead(words)


@given(ANY)
@example("\\")
@example("\\<@42>")
def test_words_in_a_sentence_are_shown_as_they_are(words):
    shown = bare(words)
    assert is_dead(shown)
    assert re.sub(r"\\(.)", r"\1", shown).replace("\u200b", "") == " ".join(words.split()).replace("\u200b", "")


@given(ANY)
def test_words_in_quotes_cannot_end_them(words):
    shown = quoted(words)
    assert shown.count("`") == 2
    assert shown[0] == shown[-1] == "`"
    assert "\n" not in shown


@given(ANY)
def test_names_of_files_and_unknown_words_are_quoted_in_refusals(words):
    for sentence in (NotAPicture(quoted(words)).sentence, UnknownPreset(words, ["eyes"]).sentence):
        assert sentence.count("`") == 2
        outside = sentence.replace(quoted(words), "")
        assert "@" not in outside
        assert "<" not in outside
