"""What the bot says: all of it in every language, with the same facts in it."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from bot.locales import ENGLISH, catalogue, languages, nearest
from bot.locales.extraction import extracted, of_code
from bot.refusals import EngineRefused
from bot.sources.refusals import PictureTooLarge
from bot.words import aloud, count, everywhere, listed, listen, say, speaking
from engine.protocol import ErrorCode

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in languages() if language != ENGLISH]

SHOWN_FIRST = {"send", "post", "send_message"}
"""Functions whose first argument people read; of `reply` it is the second."""
SHOWN = {"content", "title", "description", "label", "text", "placeholder"}
"""Keywords whose value people read, of whatever makes something that they see."""
MAKES_SOMETHING_TO_SEE = SHOWN_FIRST | {
    *("reply", "edit", "edit_message", "edit_original_response", "Embed", "add_field", "set_footer"),
    *("Button", "Label", "TextInput", "SelectOption", "Select", "File"),
}
NOT_FOR_PEOPLE = ("bot/playground/", "bot/store/", "bot/doctor/account.py", "bot/doctor/machine.py", "bot/__main__.py")


def both(identifier):
    """A text, or the two of a number, as a tuple."""
    return (identifier,) if isinstance(identifier, str) else tuple(identifier)


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def said():
    return {message.id: message for message in extracted(ROOT) if message.id}


@pytest.fixture(scope="module", params=OTHERS)
def translated(request):
    return {message.id: message for message in catalogue(request.param) if message.id}


def test_the_bot_speaks_english_and_german():
    assert languages() == {"en": "English", "de": "Deutsch"}


def test_every_text_is_translated_and_nothing_else(said, translated):
    assert set(said) - set(translated) == set(), "make words, then translate what it prints"
    assert set(translated) - set(said) == set(), "make words"
    assert [text for text, message in translated.items() if not all(both(message.string))] == []
    assert [text for text, message in translated.items() if message.fuzzy] == []


def test_a_translation_has_the_fields_of_its_text(translated):
    for text, message in translated.items():
        wanted = set().union(*map(fields, both(text)))
        for form in both(message.string):
            # Of one alone the number need not be said.
            assert fields(form) | {"count"} == wanted | {"count"}, text
            assert "count" in wanted or "count" not in fields(form), text


def test_a_translation_begins_and_ends_as_its_text_does(translated):
    for text, message in translated.items():
        for one, form in zip(both(text), both(message.string), strict=True):
            spaces = [len(one) - len(one.lstrip()), len(one) - len(one.rstrip())]
            assert [len(form) - len(form.lstrip()), len(form) - len(form.rstrip())] == spaces, text
            assert one.endswith(".") == form.endswith("."), text


def test_nothing_that_people_read_goes_past_the_catalogues():
    missed = []
    for path in sorted(ROOT.glob("bot/**/*.py")):
        where = path.relative_to(ROOT).as_posix()
        if not where.startswith(NOT_FOR_PEOPLE):
            tree = ast.parse(path.read_text())
            missed += [f"{where}:{each.lineno}" for each in shown(tree) if has_words_of_its_own(each)]
    assert missed == []


def shown(tree):
    """What a module shows to people: arguments of what makes something to see, and the sentences of refusals."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in MAKES_SOMETHING_TO_SEE:
                yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN)
                yield from node.args[:1] if name in SHOWN_FIRST else node.args[1:2] if name == "reply" else ()
        elif isinstance(node, ast.FunctionDef) and node.name == "sentence":
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)


def has_words_of_its_own(node):
    """Whether there are letters in it that no function is asked for in a language."""
    match node:
        case ast.Constant(value=str(text)):
            return sum(map(str.isalpha, text)) > 2
        case ast.JoinedStr(values=values):
            return any(isinstance(value, ast.Constant) and has_words_of_its_own(value) for value in values)
        case ast.IfExp(body=body, orelse=orelse):
            return has_words_of_its_own(body) or has_words_of_its_own(orelse)
        case ast.BoolOp(values=values):
            return any(map(has_words_of_its_own, values))
    return False


def test_texts_are_found_wherever_they_are_said():
    source = '''
@dreams.command(name="help")
@app_commands.describe(preset="What to dream")
async def help_in_a_form(self, preset):
    """See what I can do."""
    later("later")
    return f"{say('inside', number=1)} {count('one', 'many', 2)}" + say("a "
        "long one") + say(not_a_text)

@commands.command(name="help")
async def help_in_words(self):
    """Shown to nobody."""

menu = app_commands.ContextMenu(name="Dream this", callback=help_in_a_form)
'''
    assert set(of_code(source)) == {
        *("See what I can do.", "What to dream", "later", "inside", ("one", "many"), "a long one", "Dream this"),
    }


def test_what_is_said_is_in_the_language_that_is_spoken_and_only_for_a_while():
    with speaking("de"):
        assert say("There is nothing that I know of you.") == "Von dir weiß ich gar nichts."
        assert say("{low} to {high}", low=64, high=1280) == "64 bis 1280"
    assert say("There is nothing that I know of you.") == "There is nothing that I know of you."


@pytest.mark.parametrize(("number", "english", "german"), [(1, "1 day", "1 Tag"), (2, "2 days", "2 Tage")])
def test_numbers_have_their_plurals(number, english, german):
    assert everywhere(lambda: count("1 day", "{count} days", number)) == (english, german)


def test_numbers_are_written_as_in_the_language():
    def largest():
        return PictureTooLarge(25 * 2**20, 3 * 2**30).sentence

    def figure():
        return say(" ({weight:.1f} MB)", weight=1.25)

    assert everywhere(figure) == (" (1.2 MB)", " (1,2 MB)")
    assert "3072 MB" in everywhere(largest)[1]
    with speaking("de"):
        assert say("{label} {times:,}", label="a,b", times=1234567) == "a,b 1.234.567"


def test_things_are_listed_as_in_the_language():
    assert everywhere(lambda: listed(["a", "b", "c"], "or")) == ("a, b or c", "a, b oder c")
    assert everywhere(lambda: listed(["a"], "and")) == ("a", "a")


def test_who_asks_is_answered_in_their_language_and_all_others_in_that_of_the_place():
    listen("de", "en")
    assert say("nobody") == "niemand"
    with aloud():
        assert say("nobody") == "nobody"
    listen("en", "de")
    with aloud():
        assert say("nobody") == "niemand"


def test_the_engines_own_sentence_is_said_in_english_and_by_its_code_elsewhere():
    for code in ErrorCode:
        refusal = EngineRefused(code, "I cannot dream that: steps must be positive.")
        english, *others = everywhere(lambda refusal=refusal: refusal.sentence)
        assert english == "I cannot dream that: steps must be positive."
        assert all(said and said != english for said in others)


def test_the_log_reads_english_whatever_is_spoken():
    with speaking("de"):
        assert str(PictureTooLarge(25 * 2**20)) == "That picture weighs too much; I can take up to 25 MB."


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("en-GB", "en"), ("de_AT", "de"), ("fr", None), ("zh-CN", None), ("", None)],
)
def test_the_language_that_is_meant_by_a_locale(locale, language):
    assert nearest(locale) == language
