"""The containers: what is locked is locked, the socket is shared, and nothing names what is not there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

DOCKER = Path(__file__).parents[2] / "deploy/docker"
COMPOSE = yaml.safe_load((DOCKER / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (DOCKER / "Dockerfile").read_text()


def compose():
    """The command that reads compose files, or None."""
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        return [docker, "compose"]
    return None


@pytest.mark.skipif(
    compose() is None,
    reason="docker compose is missing (docs.docker.com/compose/install), so it reads no file; the other tests here do",
)
@pytest.mark.parametrize("files", [["compose.yaml"], ["compose.yaml", "compose.cuda.yaml"]])
def test_compose_understands_the_files(files, monkeypatch):
    monkeypatch.setenv("DREAM_BOT_TOKEN", "token")
    named = [part for file in files for part in ("-f", DOCKER / file)]
    ran = subprocess.run(
        [*compose(), *named, "--profile", "watch", "config", "-q"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_file_for_a_gpu_changes_the_engine_alone():
    services = yaml.safe_load((DOCKER / "compose.cuda.yaml").read_text())["services"]
    assert list(services) == ["engine"]
    assert services["engine"]["environment"] == {"DREAM_ENGINE_DEVICE": "cuda"}
    assert all(f"ARG {argument}=" in DOCKERFILE for argument in services["engine"]["build"]["args"])


def test_the_engine_is_locked_in():
    engine = SERVICES["engine"]
    assert engine["network_mode"] == "none"
    assert "ports" not in engine
    assert engine["mem_limit"] == engine["memswap_limit"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_has_rights_that_it_needs_not(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service.get("read_only") or name == "grafana"
    assert not service.get("privileged")
    assert not any("docker.sock" in str(volume) for volume in service["volumes"])


def test_both_sides_find_the_socket_in_one_group():
    assert "sockets:/run/dream" in SERVICES["engine"]["volumes"]
    assert "sockets:/run/dream" in SERVICES["bot"]["volumes"]
    assert "DREAM_ENGINE_SOCKET=/run/dream/engine-0.sock" in DOCKERFILE
    assert SERVICES["bot"]["environment"]["DREAM_BOT_ENGINES"] == '["unix:///run/dream/engine-0.sock"]'
    (group,) = re.findall(r"groupadd --gid (\d+) dream", DOCKERFILE)
    assert SERVICES["window"]["group_add"] == [group]


def test_no_image_runs_as_root_or_floats():
    stages = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]
    final = {stage.split(" AS ")[1].split()[0]: stage for stage in stages}
    assert "USER dream-engine" in final["engine"]
    assert "USER dream-bot" in final["bot"]
    assert {service["build"]["target"] for service in SERVICES.values() if "build" in service} == {"bot", "engine"}
    for service in SERVICES.values():
        assert "build" in service or re.search(r":v?\d", service["image"])


def test_whatever_is_copied_or_mounted_is_there():
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, flags=re.MULTILINE):
        for source in sources.split():
            assert (DOCKER / "../.." / source).exists()
    for service in SERVICES.values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (DOCKER / source).exists(), volume
