"""The engine seen from outside: metrics, logs, request ids and health, over its real socket."""

import asyncio
import contextlib
import json
import logging
import re

import pytest

from engine.client import EngineClient
from engine.frames import write_frame
from engine.protocol import REQUEST_ID, DreamRequest, Progress, Started
from machine import logs
from tests.engine_process import EngineProcess, samples

REQUEST = DreamRequest(preset="eyes", changes={"size": 64, "steps": [2, 1], "seed": 1})


@pytest.fixture
async def session(engine):
    async with engine.session() as session:
        yield session


async def measured(session):
    """The samples of `/metrics` by name and labels."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for sample in await samples(session)
    }


async def lines_of(process, request_id):
    """The log lines of a request; the last may be written just after its answer."""
    async with asyncio.timeout(5):
        while True:
            lines = [json.loads(line) for line in process.log().splitlines() if line.endswith("}")]
            own = [line for line in lines if line.get("request_id") == request_id]
            if any(line["event"] == "request ended" for line in own):
                return own
            await asyncio.sleep(0.01)


async def test_a_dream_counts_with_its_steps_its_work_and_its_times(session):
    before = await measured(session)
    async with session.post("/v1/dreams", data=write_frame(REQUEST)) as response:
        await response.read()
    after = await measured(session)

    def grown(*name):
        return after[name] - before[name]

    assert grown("dream_engine_dreams_total", "", "done") == 1
    assert grown("dream_engine_steps_total") == 3
    full, small = 64 * 64, 46 * 46
    assert grown("dream_engine_megapixel_steps_total") == pytest.approx((full + 2 * small) / 1e6, rel=0.1)
    assert grown("dream_engine_wait_seconds_count") == 1
    assert grown("dream_engine_run_seconds_count") == 1
    assert grown("dream_engine_loop_lag_seconds_count") >= 0
    assert after["dream_engine_slots",] == 2
    assert after["process_resident_memory_bytes",] > 10**8
    assert after["dream_engine_queue_depth",] == after["dream_engine_oldest_wait_seconds",] == 0


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"nonsense\n", "bad_request"),
        (write_frame(DreamRequest(preset="eyez")), "unknown_preset"),
        (write_frame(DreamRequest(preset="eyes", changes={"speed": 1})), "bad_recipe"),
        (write_frame(DreamRequest(preset="eyes"), b"%PDF"), "bad_picture"),
    ],
)
async def test_an_error_counts_under_its_code(session, body, code):
    before = await measured(session)
    async with session.post("/v1/dreams", data=body) as response:
        await response.read()
    after = await measured(session)
    assert after["dream_engine_dreams_total", code, "error"] == before["dream_engine_dreams_total", code, "error"] + 1


async def test_a_dream_whose_reader_leaves_counts_as_cancelled(engine, session, landscape):
    before = await measured(session)
    async with EngineClient([engine.url]) as client:
        request = DreamRequest(preset="eyes", changes={"size": 1024})
        async with contextlib.aclosing(client.dream(request, landscape, request_id="left")) as events:
            async for event, _ in events:
                if isinstance(event, Progress):
                    break
    last = (await lines_of(engine, "left"))[-1]
    assert last["outcome"] == "cancelled"
    after = await measured(session)
    key = ("dream_engine_dreams_total", "", "cancelled")
    assert after[key] == before[key] + 1


async def test_who_waits_is_seen_in_the_queue(tmp_path, landscape):
    with EngineProcess(tmp_path / "engine.sock", slots="1") as process:
        async with (
            process.session() as session,
            EngineClient([process.url]) as client,
        ):
            request = DreamRequest(preset="eyes", changes={"size": 1024})
            long, waiting = client.dream(request, landscape), client.dream(REQUEST)
            async with contextlib.aclosing(long), contextlib.aclosing(waiting):
                assert isinstance((await anext(long))[0], Started)
                await anext(waiting)
                seen = await measured(session)
                assert seen["dream_engine_queue_depth",] == seen["dream_engine_running",] == 1
                assert seen["dream_engine_oldest_wait_seconds",] > 0
                assert (await client.health()).oldest_wait > 0


async def test_a_request_has_one_name_on_both_sides(engine, session):
    async with session.post("/v1/dreams", data=write_frame(REQUEST), headers={REQUEST_ID: "job-17"}) as response:
        await response.read()
        assert response.headers[REQUEST_ID] == "job-17"
    (line,) = await lines_of(engine, "job-17")
    assert line["outcome"] == "done"
    assert line["steps"] == 3
    assert line["level"] == "info"


@pytest.mark.parametrize("name", ["", "two words", "x" * 65, 'a"b'])
async def test_a_name_that_could_forge_lines_is_replaced(session, name):
    async with session.get("/healthz", headers={REQUEST_ID: name}) as response:
        assert re.fullmatch("[0-9a-f]{32}", response.headers[REQUEST_ID])


async def test_no_file_and_no_word_of_a_request_is_logged(engine, session):
    request = DreamRequest(preset="SecretPreset", changes={"objective": "secretobjective"})
    for picture in (b"SecretPicture" * 100, b"\x89PNG\r\n\x1a\nSecretPicture"):
        headers = {"Authorization": "Bearer SecretToken", "Cookie": "SecretCookie", REQUEST_ID: "secrets"}
        for body in (write_frame(request, picture), write_frame(REQUEST, picture), picture):
            async with session.post("/v1/dreams?SecretQuery", data=body, headers=headers) as response:
                await response.read()
    await lines_of(engine, "secrets")
    assert "secret" not in engine.log().lower().replace('"request_id": "secrets"', "")


async def test_a_healthy_engine_is_ready(session):
    async with session.get("/readyz") as response:
        assert (response.status, await response.text()) == (200, "ready\n")
    async with session.get("/healthz") as response:
        assert response.status == 200


async def test_an_engine_whose_step_does_not_end_says_so_and_is_silent(tmp_path, landscape):
    with EngineProcess(tmp_path / "engine.sock", patience="0.001", heartbeat="0.02") as process:
        async with process.session() as session:
            body = write_frame(DreamRequest(preset="eyes", changes={"size": 1024}), landscape)
            async with session.post("/v1/dreams", data=body), asyncio.timeout(20):
                while True:
                    async with session.get("/readyz") as response:
                        if response.status == 503:
                            assert "a step has gone on for" in await response.text()
                            break


@pytest.mark.parametrize("terminal", [True, False])
def test_logs_are_json_unless_a_person_looks_on(terminal, tmp_path):
    with (tmp_path / "log").open("w+") as file:

        class Stream:
            write, flush = file.write, file.flush

            def isatty(self):
                return terminal

        root = logging.getLogger()
        before, level = root.handlers[:], root.level
        try:
            logs.configure(Stream(), "info")
            try:
                picture = b"SecretPicture"
                raise ValueError(f"{len(picture)} bytes")
            except ValueError:
                logging.getLogger("some.library").exception("it broke\nlevel=forged")
        finally:
            root.handlers[:] = before
            root.setLevel(level)
        file.seek(0)
        text = file.read()
    assert "Secret" not in text.replace('b"SecretPicture"', "").replace("picture = ", "")
    assert "13 bytes" in text
    if terminal:
        assert "it broke" in text
    else:
        (line,) = text.splitlines()
        assert json.loads(line)["event"] == "it broke\nlevel=forged"
