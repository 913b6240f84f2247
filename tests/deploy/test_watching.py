"""Dashboards and alerts ask for metrics that a real engine and a real bot tell, and every alert is explained."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import aiohttp
import pytest
import yaml

from bot.metrics.measures import Measures
from bot.playground import Playground
from tests.end_to_end.conftest import TOKEN, at_home
from tests.engine_process import samples

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/alerts.yml"
CASES = RULES.with_name("alerts.test.yml")
CONFIG = RULES.with_name("prometheus.yml")
BOARDS = [json.loads((ROOT / f"deploy/grafana/{name}.json").read_text()) for name in ("engine", "bot")]
ALERTS = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
PROMTOOL = shutil.which("promtool")
NAME = re.compile(r"\b(?:dream_engine|dream_bot|process)_\w+")


@pytest.fixture
async def told(engine):
    """The names of all samples in the `/metrics` of engine and bot, and the values that their labels have."""
    async with Playground(TOKEN) as discord, at_home(discord, engines=(engine.url,)) as run:
        connector = aiohttp.UnixConnector(str(run.bot.settings.window))
        async with engine.session() as session, aiohttp.ClientSession("http://bot", connector=connector) as bot:
            told = [*await samples(session), *await samples(bot)]
    return {sample.name for sample in told}, {value for sample in told for value in sample.labels.values()}


def asked():
    """Each expression with the place where it stands."""
    yield from ((alert["alert"], alert["expr"]) for alert in ALERTS)
    yield from (
        (panel["title"], target["expr"]) for board in BOARDS for panel in board["panels"] for target in panel["targets"]
    )


async def test_whatever_they_ask_for_is_told(told):
    names, values = told
    for place, expression in asked():
        wanted = set(NAME.findall(expression))
        assert wanted <= names, f"{place}: {wanted - names}"
        assert wanted or "up{" in expression, place
        for label in re.findall(r'(?:outcome|code|limit|status)!?="(\w+)"', expression):
            assert label in values, f"{place}: {label}"


def test_every_metric_of_the_bot_is_shown_or_watched():
    shown = {name for _, expression in asked() for name in NAME.findall(expression)}
    told = {
        sample.name.replace("_count", "_bucket") if family.type == "histogram" else sample.name
        for family in Measures("0").registry.collect()
        for sample in family.samples
        if sample.name.startswith("dream_bot_") and not sample.name.endswith(("_created", "_sum", "_info"))
    }
    assert len(told) > 10
    assert told <= shown


def test_every_metric_of_the_engine_is_shown_or_watched():
    shown = {name for _, expression in asked() for name in NAME.findall(expression)}
    for name in (
        "queue_depth",
        "oldest_wait_seconds",
        "wait_seconds_bucket",
        "run_seconds_bucket",
        "steps_total",
        "megapixel_steps_total",
        "loop_lag_seconds_bucket",
        "held_bytes",
        "dreams_total",
        "slots",
    ):
        assert f"dream_engine_{name}" in shown


def test_every_alert_is_explained_to_the_operator():
    manual = (ROOT / "docs/operating.md").read_text()
    for alert in ALERTS:
        assert f"`{alert['alert']}`" in manual
        assert alert["annotations"]["summary"]


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board["uid"])
def test_panels_lie_beside_each_other_and_have_names(board):
    taken = set()
    for panel in board["panels"]:
        place = panel["gridPos"]
        cells = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
    assert len({panel["id"] for panel in board["panels"]}) == len({panel["title"] for panel in board["panels"]})


needs_promtool = pytest.mark.skipif(
    PROMTOOL is None,
    reason="promtool is missing (apt-get install prometheus), so nothing checks the grammar of expressions; "
    "their metrics and labels are checked all the same",
)


def promtool(*words):
    """What promtool says, if it has nothing to complain of."""
    ran = subprocess.run([PROMTOOL, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@needs_promtool
@pytest.mark.parametrize(("what", "path"), [("rules", RULES), ("config", CONFIG)])
def test_prometheus_understands_them(what, path):
    assert "SUCCESS" in promtool("check", what, path)


@needs_promtool
def test_every_alert_fires_when_it_should_and_none_while_all_is_well():
    assert "SUCCESS" in promtool("test", "rules", CASES)
    assert {alert["alert"] for alert in ALERTS} == set(re.findall(r'alertname="(\w+)"', CASES.read_text()))


@needs_promtool
def test_prometheus_understands_what_dashboards_ask_for(tmp_path):
    expressions = [target["expr"] for board in BOARDS for panel in board["panels"] for target in panel["targets"]]
    rules = [{"record": f"panel:{number}", "expr": expression} for number, expression in enumerate(expressions)]
    (tmp_path / "panels.yml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    assert f"{len(rules)} rules found" in promtool("check", "rules", tmp_path / "panels.yml")


def test_prometheus_is_told_of_the_alerts_of_the_window_and_of_the_bot():
    config = yaml.safe_load(CONFIG.read_text())
    assert config["rule_files"] == [RULES.name]
    job, bot = config["scrape_configs"]
    known = {job["job_name"], bot["job_name"]}
    assert {name for _, expression in asked() for name in re.findall(r'job="([\w-]+)"', expression)} == known
    (port,) = re.findall(r"listen (\d+);", (ROOT / "deploy/docker/window.conf").read_text())
    assert job["static_configs"][0]["targets"] == [f"window:{port}"]
    compose = yaml.safe_load((ROOT / "deploy/docker/compose.yaml").read_text())["services"]["bot"]
    port = compose["environment"]["DREAM_BOT_LISTEN"].rpartition(":")[2]
    assert bot["static_configs"][0]["targets"] == [f"bot:{port}"]
    assert "watching" in compose["networks"]
    assert "ports" not in compose
