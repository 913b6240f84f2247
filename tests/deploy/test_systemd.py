"""The units: hardened as far as systemd can tell, and without what would break the engine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(
    ANALYZE is None,
    reason="systemd-analyze is missing (apt-get install systemd), so nothing weighs the exposure of the units; "
    "the settings that matter are checked all the same",
)


@needs_systemd
@pytest.mark.parametrize(("unit", "most"), [("dream-engine@.service", 1.5), ("dream-bot.service", 2.0)])
def test_a_unit_exposes_little(unit, most):
    ran = subprocess.run(
        [ANALYZE, "security", "--offline=true", "--no-pager", UNITS / unit], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert float(re.search(r"exposure level for .*: ([\d.]+)", ran.stdout)[1]) <= most


@needs_systemd
def test_systemd_understands_every_line():
    units = [UNITS / "dream-engine@.service", UNITS / "dream-bot.service"]
    told = subprocess.run([ANALYZE, "verify", *units], capture_output=True, text=True, check=False).stderr
    complaints = [line for line in told.splitlines() if "/opt/pareidolia/.venv/bin/" not in line]
    assert complaints == []


@pytest.mark.parametrize("unit", ["dream-engine@.service", "dream-bot.service"])
def test_a_unit_is_locked_in(unit):
    settings = (UNITS / unit).read_text().splitlines()
    for setting in (
        "CapabilityBoundingSet=",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "ProtectProc=invisible",
        "RestrictNamespaces=yes",
        "SystemCallFilter=@system-service",
    ):
        assert setting in settings
    assert {"User=root", "Group=root"}.isdisjoint(settings)


def test_the_engine_may_do_what_pytorch_does():
    settings = (UNITS / "dream-engine@.service").read_text().splitlines()
    assert not any(line.startswith("MemoryDenyWriteExecute") for line in settings), "oneDNN writes the code it runs"
    assert "SystemCallFilter=~@privileged" in settings, "@resources must stay"
    assert "RuntimeDirectoryPreserve=yes" in settings, "engines share the folder of their sockets"


def test_both_units_are_of_one_group_and_only_the_bot_has_a_network():
    engine, bot = ((UNITS / name).read_text() for name in ("dream-engine@.service", "dream-bot.service"))
    assert "Group=dream" in engine.splitlines()
    assert "Group=dream" in bot.splitlines()
    assert "PrivateNetwork=yes" in engine.splitlines()
    assert "PrivateNetwork" not in bot
