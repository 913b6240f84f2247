"""The command dream-engine, as somebody types it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from PIL import Image
from typer.testing import CliRunner

from engine import imprints
from engine.__main__ import cli
from engine.dreaming.presets import PRESETS
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
        (["noise", "-o", "out.png", "--memory", "much"], "memory: “much” is not a size such as 8MB or 2GiB"),
        (["noise", "-o", "out.png", "--memory", "1MB"], "even in the smallest tiles and may take 0.00 GiB"),
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
        assert f"--{field.replace('_', '-').replace('regions', 'region')} " in ran.output


def test_the_recipe_comes_from_preset_and_options(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[wolves]\nemoji = "🐺"\nline = "At night."\nobjective = "block4"\nsteps = [3]\n')
    dreams = []
    for options in (
        ["--preset", "wolves", "--presets", own],
        ["--preset", "eyes", "--objective", "block4", "--steps", "3", "--strength", "0.008", "--blur", "0.6"],
    ):
        options = [*options, "--size", "64", "--seed", "4", "--colour", "0.5"]
        ran = dream_engine("dream", "noise", "-o", tmp_path / "dream.png", *options)
        assert ran.exit_code == 0, ran.output
        with Image.open(tmp_path / "dream.png") as dreamt:
            dreams.append(dreamt.tobytes())
    assert dreams[0] == dreams[1]


def test_a_gpu_that_is_not_there_is_said_so():
    if torch.cuda.is_available():
        pytest.skip("this machine has a GPU")
    ran = dream_engine("dream", "noise", "-o", "out.png", "--device", "cuda")
    assert ran.exit_code == 1
    assert "no CUDA device was found" in ran.output


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DREAM_ENGINE_SLOTS", "0", "DREAM_ENGINE_SLOTS"),
        ("DREAM_ENGINE_NETWORK", "brain", "no network “brain”"),
        ("DREAM_ENGINE_NETWORK", "googlenet", "googlenet needs its weights file"),
        ("DREAM_ENGINE_NETWORK", "checkpoint:weights.pth", "needs its architecture named"),
        ("DREAM_ENGINE_WEIGHTS", "missing.pth", "no weights file missing.pth"),
    ],
)
def test_a_wrong_setting_stops_the_server_with_one_sentence(tmp_path, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    ran = dream_engine("serve", "--socket", tmp_path / "engine.sock")
    assert ran.exit_code == 1
    assert isinstance(ran.exception, SystemExit)
    assert sentence in " ".join(ran.output.split())
    assert list(tmp_path.iterdir()) == []


def test_presets_are_listed():
    ran = dream_engine("presets")
    assert ran.exit_code == 0
    assert "animals" in ran.stdout
    assert len(ran.stdout.splitlines()) >= 6


QUICK = ("--size", "64", "--steps", "2", "--objective", "block3")


def test_a_dream_is_replayed_from_its_file_and_its_photograph(photograph, tmp_path):
    first, again = tmp_path / "first.png", tmp_path / "again.png"
    assert dream_engine("dream", photograph, "-o", first, *QUICK, "--seed", "5").exit_code == 0

    ran = dream_engine("replay", first, "--on", photograph, "-o", again)

    assert ran.exit_code == 0, ran.output
    assert again.read_bytes() == first.read_bytes()


def test_a_dream_that_keeps_its_photograph_is_replayed_alone(photograph, tmp_path):
    first, again = tmp_path / "first.png", tmp_path / "again.png"
    assert dream_engine("dream", photograph, "-o", first, *QUICK, "--keep-photograph").exit_code == 0

    ran = dream_engine("replay", first, "-o", again)

    assert ran.exit_code == 0, ran.output
    with Image.open(first) as one, Image.open(again) as other:
        assert list(one.get_flattened_data()) == list(other.get_flattened_data())


def test_a_replay_without_the_photograph_asks_for_it(photograph, tmp_path):
    assert dream_engine("dream", photograph, "-o", tmp_path / "first.png", *QUICK).exit_code == 0

    ran = dream_engine("replay", tmp_path / "first.png", "-o", tmp_path / "again.png")

    assert ran.exit_code == 1
    assert "give me the picture too" in " ".join(ran.output.split())


def test_the_record_of_a_dream_is_printed(tmp_path):
    assert dream_engine("dream", "noise", "-o", tmp_path / "dream.webp", *QUICK, "--seed", "9").exit_code == 0

    ran = dream_engine("record", tmp_path / "dream.webp")

    assert json.loads(ran.stdout)["recipe"]["seed"] == 9


def test_a_dream_is_dreamt_deeper(photograph, tmp_path):
    assert dream_engine("dream", photograph, "-o", tmp_path / "one.png", *QUICK).exit_code == 0

    ran = dream_engine("deeper", tmp_path / "one.png", "-o", tmp_path / "three.png", "--times", "2")

    assert ran.exit_code == 0, ran.output
    assert imprints.read((tmp_path / "three.png").read_bytes()).recipe.depth == 2


@pytest.mark.parametrize("options", [["--region", "left: block5; strength=2"], ["--region", "mask1: block5"], []])
def test_guides_masks_and_regions_are_taken(options, photograph, tmp_path):
    guided = ["--objective", "guide(block3) + guide(block3, 2, cosine)", "--guide", photograph, "--guide", photograph]

    ran = dream_engine(
        "dream", photograph, "-o", tmp_path / "dream.png", *QUICK, *guided, "--mask", photograph, *options
    )

    assert ran.exit_code == 0, ran.output
    assert len(imprints.read((tmp_path / "dream.png").read_bytes()).guides) == 2


@pytest.mark.parametrize(("command", "suffix"), [("zoom", ".webp"), ("way", ".gif"), ("loop", ".mp4")])
def test_journeys_are_written_as_films(command, suffix, photograph, tmp_path):
    film = tmp_path / f"film{suffix}"

    ran = dream_engine(command, photograph, "-o", film, *QUICK, "--frames", "4", "--budget", "200kB")

    assert ran.exit_code == 0, ran.output
    assert imprints.read(film.read_bytes()).journey.frames == 4
    assert film.stat().st_size <= 200_000


def test_a_replayed_film_is_told_like_any_other(photograph, tmp_path):
    film, again = tmp_path / "film.webp", tmp_path / "again.webp"
    assert dream_engine("way", photograph, "-o", film, *QUICK, "--frames", "3").exit_code == 0

    ran = dream_engine("replay", film, "--on", photograph, "-o", again)

    assert "again.webp:64×48," in "".join(ran.output.split()), "wherever the line is broken"
    assert again.read_bytes() == film.read_bytes()


def test_a_budget_of_no_size_is_refused(photograph, tmp_path):
    ran = dream_engine("way", photograph, "-o", tmp_path / "film.webp", *QUICK, "--budget", "small")

    assert ran.exit_code == 1
    assert "budget: “small” is not a size" in ran.output


def test_moving_pictures_are_dreamt(photograph, tmp_path):
    assert dream_engine("way", photograph, "-o", tmp_path / "in.gif", *QUICK, "--frames", "3").exit_code == 0

    ran = dream_engine("film", tmp_path / "in.gif", "-o", tmp_path / "out.webp", *QUICK)

    assert ran.exit_code == 0, ran.output
    with Image.open(tmp_path / "out.webp") as film:
        assert film.n_frames == 3


def test_keyframes_change_the_dream_of_a_zoom(photograph, tmp_path):
    film = tmp_path / "zoom.webp"

    ran = dream_engine("zoom", photograph, "-o", film, *QUICK, "--frames", "4", "--keyframe", "2:strokes")

    assert ran.exit_code == 0, ran.output
    (keyframe,) = imprints.read(film.read_bytes()).journey.keyframes
    assert keyframe.recipe.objective == PRESETS["strokes"].recipe.objective


def test_the_tasting_sheet_shows_the_chosen_presets(photograph, tmp_path):
    ran = dream_engine("sheet", photograph, "-o", tmp_path / "sheet.png", "--preset", "eyes", "--preset", "strokes")

    assert ran.exit_code == 0, ran.output
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > sheet.height / 2 > 144 / 2


def test_layers_are_listed_and_what_there_is_not_is_refused_at_once():
    ran = dream_engine("layers", "vgg16")
    assert ran.exit_code == 0
    assert "relu4_3" in ran.stdout

    ran = dream_engine("layers", "efficientnet-lite0", "--sheet", "layers.tga")
    assert ran.exit_code == 1
    assert "should end with" in ran.output

    ran = dream_engine("layers", "brain")
    assert ran.exit_code == 1
    assert "there is no network “brain”" in " ".join(ran.output.split())


def test_a_bench_prints_one_line_that_a_program_can_read():
    options = ["--network", "googlenet", "--random-weights", "--layers", "inception3a", "--size", "96x64"]

    ran = dream_engine("bench", *options, "--octaves", "2", "--steps", "2", "--json")

    assert ran.exit_code == 0, ran.output
    result = json.loads(ran.stdout)
    assert result["steps"] == 4
    assert result["pixel_steps"] == pytest.approx(2 * 96 * 64 * (1 + 1 / 1.4**2), abs=1)
    assert len(result["runs"]) == 3
    assert sorted(result["runs"])[1] == result["seconds"]


def test_a_bench_of_no_size_is_refused():
    ran = dream_engine("bench", "--random-weights", "--size", "large")

    assert ran.exit_code == 1
    assert "512x384" in ran.output


def test_a_dream_within_a_budget_says_what_was_predicted_and_what_it_took(tmp_path):
    options = ["--size", "1280", "--steps", "1", "--objective", "block2", "--memory", "1300MiB"]
    command = [sys.executable, "-m", "engine", "dream", "noise", "-o", "dream.jpg", *options]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=_wide())

    tile, taken, predicted = re.search(
        r"tiles of (\d+) pixels with ([\d.]+) GiB, predicted ([\d.]+)", ran.stderr
    ).groups()
    assert 0.6 < float(taken) / float(predicted) < 1.15
    assert float(taken) < 1.3
    record = imprints.read((tmp_path / "dream.jpg").read_bytes())
    assert record.tile == int(tile)
    assert record.room % 2**20 == 0


def _wide():
    """Lines are not broken, and the engine is the one beside these tests."""
    return {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(Path(__file__).parents[2])}
