"""Whatever people write, nothing of it comes alive where the bot shows it."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.challenges.entries import Ruling, Status, Verdict
from bot.challenges.removal import removed
from bot.challenges.titles import bare
from bot.refusals import UnknownPreset, quoted
from bot.servers.rules import HouseRules
from bot.servers.showing import changes
from bot.settings import BotSettings
from bot.sources.refusals import NotAPicture
from tests.bot.store.jobs import NOON

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


@given(ANY)
def test_why_an_entry_is_out_and_a_prefix_are_shown_letter_by_letter_in_the_audit_log(words):
    ruling = Ruling(1, 2, Verdict.REMOVE, Status.STANDING, Status.REMOVED, NOON, words)
    told = removed(7, SimpleNamespace(entry=SimpleNamespace(author=42), number=3), ruling, 1)
    assert not words or f"challenge 7: {bare(words)} (" in told
    prefix = "".join(words.split())[:5] or "!"
    shown = changes(HouseRules(), HouseRules(prefix=prefix), BotSettings(_env_file=None))
    assert all(line.count("`") == 4 for line in shown)
