"""The engine over its real socket: a request goes in, frames come out, and whatever goes wrong is said."""

import asyncio
import contextlib
import io
import os
import signal

import pytest
from PIL import Image

from engine import footage, imprints
from engine.client import EngineClient, EngineDiedError, EngineUnreachableError
from engine.dreaming.grammar import parse
from engine.dreaming.objectives import Objective, Subject
from engine.dreaming.recipe import Recipe
from engine.frames import FrameReader, write_frame
from engine.protocol import (
    Done,
    DreamRequest,
    Error,
    ErrorCode,
    Preview,
    Progress,
    Started,
    Tasted,
    TasteRequest,
    read_event,
)
from tests.engine_process import EngineProcess


def small(preset="eyes", size=96, seed=1):
    return DreamRequest(preset=preset, changes={"size": size, "seed": seed})


async def listen(client, request, picture=b""):
    return [pair async for pair in client.dream(request, picture)]


@pytest.fixture
async def client(engine):
    async with EngineClient([engine.url]) as client:
        yield client


async def test_a_picture_becomes_a_dream(client, landscape):
    events = await listen(client, small(size=128), landscape)
    kinds = [type(event) for event, _ in events]
    assert kinds[0] is Started
    assert kinds[-1] is Done
    assert set(kinds[1:-1]) <= {Progress, Preview}
    fractions = [event.fraction for event, _ in events if isinstance(event, Progress)]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1)
    done, file = events[-1]
    dreamt = Image.open(io.BytesIO(file))
    assert dreamt.format == "PNG"
    assert dreamt.size == (done.width, done.height) == (128, 96)
    assert done.recipe.size == 128
    assert done.recipe.seed == 1


async def test_no_picture_is_a_dream_from_noise(client):
    done, _ = (await listen(client, small(size=64)))[-1]
    assert (done.width, done.height) == (64, 64)


async def test_the_same_seed_repeats_the_file_and_another_does_not(client, landscape):
    files = [(await listen(client, small(seed=seed), landscape))[-1][1] for seed in (5, 5, 6)]
    assert files[0] == files[1] != files[2]


async def test_previews_come_while_a_dream_runs(client, landscape):
    async with contextlib.aclosing(client.dream(small(size=768), landscape)) as events:
        async for event, blob in events:
            if isinstance(event, Preview):
                assert max(Image.open(io.BytesIO(blob)).size) <= 320
                break
        else:
            pytest.fail("no preview came")


async def test_an_unknown_preset_is_refused_with_the_closest(client):
    ((event, _),) = await listen(client, small(preset="eyez"))
    assert isinstance(event, Error)
    assert event.code is ErrorCode.UNKNOWN_PRESET
    assert "eyes" in event.sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"strength": 7}, "strength"),
        ({"speed": 7}, "no field “speed”"),
        ({"objective": "block3 +"}, "objective"),
        ({"objective": "block99"}, "no layer “block99”"),
        ({"network": "brain"}, "brain"),
    ],
)
async def test_a_wrong_recipe_is_refused_with_a_sentence_that_names_the_field(client, changes, sentence):
    event, _ = (await listen(client, DreamRequest(preset="eyes", changes={"size": 64, **changes})))[-1]
    assert isinstance(event, Error)
    assert event.code is ErrorCode.BAD_RECIPE
    assert sentence in event.sentence


async def test_a_request_may_be_a_recipe_of_its_own(client, landscape):
    fields = {"objective": "block3 + 0.5 block5", "steps": [2, 1], "size": 96, "seed": 3}
    done, _ = (await listen(client, DreamRequest(changes=fields), landscape))[-1]
    assert done.recipe == Recipe.of(fields)


async def test_a_dream_goes_deeper_on_the_wire(client, landscape):
    done, file = (await listen(client, small(), landscape))[-1]

    changes = done.recipe.model_dump(mode="json")
    further, _ = (await listen(client, DreamRequest(changes=changes, deeper=True), file))[-1]

    assert further.recipe.depth == done.recipe.depth + 1
    assert further.recipe.seed == done.recipe.seed + 1


async def test_guides_and_masks_come_along(client, landscape):
    fields = {
        "size": 64,
        "steps": [1],
        "objective": "guide(block3)",
        "regions": [{"where": "mask1", "objective": "0 block3"}],
    }
    request = DreamRequest(changes=fields)

    events = [pair async for pair in client.dream(request, landscape, guides=[landscape], masks=[landscape])]

    done, file = events[-1]
    assert isinstance(done, Done)
    record = imprints.read(file)
    assert (len(record.guides), len(record.masks)) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"objective": "guide(block3)"}, "no guide picture was given"),
        ({"regions": [{"where": "mask2", "objective": "block3"}]}, "mask2"),
        ({"regions": [{"where": "left", "objective": "block99"}]}, "block99"),
    ],
)
async def test_what_did_not_come_along_is_told(client, landscape, fields, sentence):
    event, _ = (await listen(client, DreamRequest(preset="eyes", changes={"size": 64, **fields}), landscape))[-1]

    assert isinstance(event, Error)
    assert event.code is ErrorCode.BAD_RECIPE
    assert sentence in event.sentence


@pytest.mark.parametrize(
    ("journey", "file", "media_type"),
    [
        ({"kind": "zoom", "frames": 3, "keyframes": [{"frame": 1, "recipe": "strokes"}]}, "MP4", "video/mp4"),
        ({"kind": "way", "frames": 3}, "GIF", "image/gif"),
        ({"kind": "loop", "frames": 3}, None, "image/webp"),
    ],
)
async def test_a_journey_comes_back_as_a_film(client, landscape, journey, file, media_type):
    request = DreamRequest(preset="eyes", changes={"size": 64, "steps": [1, 1]}, journey=journey, file=file)

    events = await listen(client, request, landscape)

    done, film = events[-1]
    assert done.media_type == media_type
    assert imprints.read(film).journey.kind == journey["kind"]
    parts = {(event.part, event.of) for event, _ in events if isinstance(event, Progress)}
    assert parts == {("frame", 3)}


async def test_a_film_is_dreamt_on_the_wire(client):
    moving = io.BytesIO()
    frames = [Image.new("RGB", (80, 64), colour) for colour in ("navy", "teal", "olive")]
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:], duration=[40, 80, 120])
    request = DreamRequest(preset="eyes", changes={"size": 80, "steps": [1, 1]}, journey={"kind": "film"}, file="WEBP")

    done, film = (await listen(client, request, moving.getvalue()))[-1]

    assert footage.decode(film, 80).durations == (40, 80, 120)
    assert done.media_type == "image/webp"


@pytest.mark.parametrize(
    ("request_", "code", "sentence"),
    [
        (small().model_copy(update={"journey": {"kind": "zoom", "zoom": 3}}), ErrorCode.BAD_RECIPE, "zoom"),
        (small().model_copy(update={"journey": {"kind": "walk"}}), ErrorCode.BAD_RECIPE, "walk"),
        (small().model_copy(update={"file": "MP4"}), ErrorCode.BAD_RECIPE, "file"),
        (small().model_copy(update={"budget": 200}), ErrorCode.TOO_MUCH, "smallest I get"),
        (
            DreamRequest(changes={"size": 2048, "steps": [400] * 12, "objective": "block3"}),
            ErrorCode.TOO_MUCH,
            "as much work",
        ),
        (
            DreamRequest(preset="eyes", changes={"size": 1024}, journey={"kind": "way", "frames": 1000}),
            ErrorCode.TOO_MUCH,
            "fewer frames",
        ),
    ],
)
async def test_what_is_too_much_or_makes_no_sense_is_refused(client, request_, code, sentence):
    event, _ = (await listen(client, request_))[-1]

    assert isinstance(event, Error)
    assert event.code is code
    assert sentence in event.sentence


async def test_a_budget_is_kept_and_what_it_cost_is_told(client, landscape):
    request = small(size=192).model_copy(update={"budget": 12_000})

    done, file = (await listen(client, request, landscape))[-1]

    assert len(file) <= 12_000
    assert done.media_type == "image/webp"
    assert "WebP instead of PNG" in done.lowered
    assert Image.open(io.BytesIO(file)).size == (done.width, done.height)
    assert imprints.read(file).recipe == done.recipe


async def test_a_tasting_sheet_comes_back_with_its_presets(client, landscape):
    events = [pair async for pair in client.taste(TasteRequest(presets=("strokes", "eyes"), seed=2), landscape)]

    tasted, file = events[-1]
    assert isinstance(tasted, Tasted)
    assert [preset.name for preset in tasted.presets] == ["strokes", "eyes"]
    assert Image.open(io.BytesIO(file)).size == (tasted.width, tasted.height)
    ((refused, _),) = [pair async for pair in client.taste(TasteRequest(presets=("strokse",)), landscape)]
    assert refused.code is ErrorCode.UNKNOWN_PRESET


async def test_what_is_no_picture_is_refused_with_a_sentence(client):
    ((event, _),) = await listen(client, small(), b"%PDF-1.7 not a picture")
    assert isinstance(event, Error)
    assert event.code is ErrorCode.BAD_PICTURE
    assert event.sentence.endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"{}\n",
        write_frame(small()) * 2,
        write_frame(small()) * 40,
        write_frame(small(), b"abc")[:-1],
        b'{"size": 9e9}\n',
    ],
)
async def test_a_request_that_cannot_be_read_is_refused(engine, body):
    async with (
        engine.session() as session,
        session.post("/v1/dreams", data=body) as response,
    ):
        assert response.status == 400
        ((line, _),) = FrameReader().feed(await response.read())
        assert read_event(line).code is ErrorCode.BAD_REQUEST


async def test_closing_the_answer_cancels_the_dream(client, landscape):
    async with contextlib.aclosing(client.dream(small(size=2048), landscape)) as events:
        async for event, _ in events:
            if isinstance(event, Progress):
                assert (await client.health()).running == 1
                break
    async with asyncio.timeout(10):
        while (await client.health()).running:
            await asyncio.sleep(0.02)


async def test_two_dreams_take_steps_in_turn(client, landscape):
    async def finish(size):
        await listen(client, small(size=size), landscape)
        return asyncio.get_running_loop().time()

    async with asyncio.TaskGroup() as group:
        long = group.create_task(finish(512))
        short = group.create_task(finish(64))
    assert short.result() < long.result()


async def test_the_classes_are_told_and_each_can_stand_in_an_objective(client):
    listed = await client.classes()
    assert {"castle", "golden_retriever", "tench", "tinca_tinca"} <= set(listed.names)
    assert all(parse(name) == Objective.of(Subject(name)) for name in listed.names)
    assert listed.preset in {preset.name for preset in (await client.presets()).presets}


async def test_presets_and_health_are_told(client):
    presets = await client.presets()
    assert presets.default in {preset.name for preset in presets.presets}
    assert len(presets.presets) >= 6
    assert {preset.name: preset.recipe for preset in presets.presets}["eyes"].objective == "block9"
    health = await client.health()
    assert health.network == "efficientnet-lite0"
    assert health.slots >= 1


async def test_no_engine_is_said_so(tmp_path):
    async with EngineClient([f"unix://{tmp_path}/nobody.sock"]) as client:
        with pytest.raises(EngineUnreachableError):
            await listen(client, small())
        with pytest.raises(EngineUnreachableError):
            await client.presets()


async def test_whatever_else_answers_is_no_engine(engine, tmp_path):
    async def greet(_, writer):
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()

    stranger = f"unix://{tmp_path}/stranger.sock"
    async with await asyncio.start_unix_server(greet, tmp_path / "stranger.sock"):
        async with EngineClient([stranger]) as client:
            with pytest.raises(EngineUnreachableError, match="it is no engine"):
                await client.health()
            assert await client.healths() == []
        async with EngineClient([stranger, engine.url]) as client:
            assert (await client.presets()).presets
            assert len(await client.healths()) == 1


async def test_an_engine_that_cannot_be_reached_is_passed_over(engine, tmp_path, landscape):
    async with EngineClient([f"unix://{tmp_path}/nobody.sock", engine.url]) as client:
        assert isinstance((await listen(client, small(), landscape))[-1][0], Done)


async def test_a_killed_engine_is_noticed_and_another_one_dreams_the_same(engine, tmp_path, landscape):
    with EngineProcess(tmp_path / "doomed.sock") as doomed:

        async def listen_and_kill(client):
            kinds = []
            async for event, _ in client.dream(small(size=160), landscape):
                kinds.append(type(event))
                if len(kinds) == 3:
                    os.kill(doomed.pid, signal.SIGKILL)
                    doomed.end()
            return kinds

        async with EngineClient([doomed.url, engine.url]) as client:
            kinds = await listen_and_kill(client)
        assert kinds[-1] is Done
        assert kinds.count(Started) == 2
    with EngineProcess(tmp_path / "doomed.sock") as doomed:
        async with EngineClient([doomed.url]) as client:
            with pytest.raises(EngineDiedError):
                await listen_and_kill(client)


async def test_a_stopped_engine_is_told_from_a_slow_one_and_another_one_dreams_the_same(engine, tmp_path, landscape):
    with EngineProcess(tmp_path / "hung.sock", heartbeat="0.25") as hung:
        async with EngineClient([hung.url, engine.url], silence=4) as client:
            kinds = []
            async for event, _ in client.dream(small(size=160), landscape):
                kinds.append(type(event))
                if len(kinds) == 3:
                    os.kill(hung.pid, signal.SIGSTOP)
            assert kinds[-1] is Done
            assert kinds.count(Started) == 2
            async with asyncio.timeout(4):
                assert isinstance((await listen(client, small(size=64)))[-1][0], Done), "it is not asked again at once"
        async with EngineClient([hung.url], silence=1) as client:
            with pytest.raises(EngineUnreachableError):
                await listen(client, small(), landscape)


async def test_an_engine_that_takes_its_time_is_not_taken_for_dead(tmp_path, landscape):
    with EngineProcess(tmp_path / "slow.sock", heartbeat="0.1", slots="1") as slow:
        async with EngineClient([slow.url], silence=2) as client:
            long = contextlib.aclosing(client.dream(small(size=1536), landscape))
            async with long as events:
                await anext(events)
                waiting = asyncio.create_task(listen(client, small(size=64)))
                done, _ = await asyncio.wait({waiting}, timeout=3)
                assert not done, "it waits for its slot for longer than the client bears silence"
            assert isinstance((await waiting)[-1][0], Done)


@pytest.mark.parametrize("urls", [[], ["/no/scheme"]])
async def test_a_url_of_no_known_kind_is_refused(urls):
    with pytest.raises(ValueError, match="URL"):
        async with EngineClient(urls):
            pass
