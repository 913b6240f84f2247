"""What the documents promise is there: each test, setting and metric that they name."""

import re
from pathlib import Path

import pytest

from bot.settings import BotSettings
from engine.settings import EngineSettings

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text()
OPERATING = (ROOT / "docs/operating.md").read_text()


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[^`]+)`", SECURITY))))
def test_each_threat_is_met_by_a_test_that_exists(named):
    path, _, name = named.partition("::")
    assert (ROOT / path).exists()
    assert not name or re.search(rf"def {name}\(", (ROOT / path).read_text())


def test_each_threat_says_what_shows_it():
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", SECURITY.split("## Measured")[0], flags=re.MULTILINE)
    threats = [row for row in rows if row[0] not in ("threat", "---")]
    assert len(threats) > 15
    assert all("`tests/" in shown for *_, shown in threats)


@pytest.mark.parametrize("text", [SECURITY, OPERATING])
def test_the_settings_that_are_named_exist(text):
    for prefix, settings in (("DREAM_ENGINE_", EngineSettings), ("DREAM_BOT_", BotSettings)):
        for name in re.findall(rf"{prefix}([A-Z_]+[A-Z])", text):
            assert name.lower() in settings.model_fields, name


def test_the_files_that_are_named_exist():
    for path in re.findall(r"(?<!tests/)deploy/[\w./*-]+\w", OPERATING + SECURITY):
        assert list(ROOT.glob(path)), path


def test_dependencies_are_audited_in_ci():
    assert "make audit" in (ROOT / ".ci/run").read_text().splitlines()
    assert "pip-audit" in (ROOT / "Makefile").read_text()
