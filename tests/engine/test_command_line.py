"""The command dream-engine, as somebody types it."""

import subprocess
import sys

import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from engine.__main__ import cli
from engine.dreaming.recipe import Recipe


def dream_engine(*arguments):
    """Run the command in this process."""
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.fixture
def photograph(tmp_path, landscape):
    path = tmp_path / "landscape.png"
    path.write_bytes(landscape)
    return path


def test_two_processes_with_one_seed_write_equal_files(photograph, tmp_path):
    files = []
    for name in ("one.png", "two.png"):
        options = ["-o", tmp_path / name, "--preset", "eyes", "--size", "96", "--seed", "1"]
        command = [sys.executable, "-m", "engine", "dream", photograph, *options]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "96 × 72" in ran.stderr
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]


def test_noise_can_be_dreamt(tmp_path):
    ran = dream_engine("dream", "noise", "-o", tmp_path / "dream.jpg", "--preset", "strokes", "--size", 64)
    assert ran.exit_code == 0, ran.output
    with Image.open(tmp_path / "dream.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (64, 64))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["missing.png", "-o", "out.png"], "cannot read or write missing.png"),
        (["noise", "-o", "out.tga"], "should end with"),
        (["noise", "-o", "out.png", "--preset", "eyez"], "did you mean eyes"),
        (["noise", "-o", "out.png", "--strength", "7"], "strength: "),
        (["noise", "-o", "out.png", "--steps", "3,many"], "steps.1: "),
        (["noise", "-o", "out.png", "--objective", "block99"], "no layer “block99”"),
        (["noise", "-o", "out.png", "--presets", "missing.toml"], "cannot read missing.toml"),
        ([__file__, "-o", "out.png"], "does not look like a picture"),
        (
            ["noise", "-o", "no/such/folder.png", "--size", "64", "--preset", "strokes"],
            "cannot read or write no/such/folder.png",
        ),
    ],
)
def test_mistakes_are_answered_with_one_sentence(arguments, sentence):
    ran = dream_engine("dream", *arguments)
    assert ran.exit_code == 1
    assert isinstance(ran.exception, SystemExit)
    assert sentence in " ".join(ran.output.split())


def test_every_field_of_the_recipe_is_an_option():
    # Wide enough that no name is broken in two.
    ran = CliRunner(env={"COLUMNS": "200"}).invoke(cli, ["dream", "--help"])
    for field in Recipe.model_fields:
        assert f"--{field.replace('_', '-')} " in ran.output


def test_the_recipe_comes_from_preset_and_options(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[wolves]\nemoji = "🐺"\nline = "At night."\nobjective = "block4"\nsteps = [3]\n')
    files = []
    for options in (
        ["--preset", "wolves", "--presets", own],
        ["--preset", "eyes", "--objective", "block4", "--steps", "3", "--strength", "0.008", "--blur", "0.6"],
    ):
        options = [*options, "--size", "64", "--seed", "4", "--colour", "0.5"]
        ran = dream_engine("dream", "noise", "-o", tmp_path / "dream.png", *options)
        assert ran.exit_code == 0, ran.output
        files.append((tmp_path / "dream.png").read_bytes())
    assert files[0] == files[1]


def test_a_gpu_that_is_not_there_is_said_so():
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    ran = dream_engine("dream", "noise", "-o", "out.png", "--device", "cuda")
    assert ran.exit_code == 1
    assert "no CUDA device was found" in ran.output


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [("DREAM_ENGINE_SLOTS", "0", "DREAM_ENGINE_SLOTS"), ("DREAM_ENGINE_NETWORK", "brain", "no network “brain”")],
)
def test_a_wrong_setting_stops_the_server_with_one_sentence(tmp_path, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    ran = dream_engine("serve", "--socket", tmp_path / "engine.sock")
    assert ran.exit_code == 1
    assert isinstance(ran.exception, SystemExit)
    assert sentence in " ".join(ran.output.split())


def test_presets_are_listed():
    ran = dream_engine("presets")
    assert ran.exit_code == 0
    assert "animals" in ran.stdout
    assert len(ran.stdout.splitlines()) >= 6
