"""The window, in a real nginx where there is one: metrics and readiness of an engine's socket, not a word more."""

import asyncio
import re
import shutil
import socket
import subprocess
from pathlib import Path

import aiohttp
import pytest

NGINX = shutil.which("nginx")
CONFIG = Path(__file__).parents[2] / "deploy/docker/window.conf"
FRAME = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {window}
}}
"""


@pytest.fixture
async def window(engine, tmp_path):
    """The address of the window, before the engine's socket."""
    (tmp_path / "engine-0.sock").symlink_to(engine.socket)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = CONFIG.read_text().replace("/run/dream/", f"{tmp_path}/").replace("listen 9464", f"listen 127.0.0.1:{port}")
    (tmp_path / "nginx.conf").write_text(FRAME.format(folder=tmp_path, window=text))
    process = subprocess.Popen([NGINX, "-c", tmp_path / "nginx.conf"], stderr=subprocess.DEVNULL)
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                    break
                except ConnectionRefusedError:
                    await asyncio.sleep(0.02)
        writer.close()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.skipif(
    NGINX is None,
    reason="nginx is missing (apt-get install nginx-light), so nothing goes through the window; "
    "its rules are checked all the same",
)
async def test_it_shows_metrics_and_readiness_and_nothing_else(window):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{window}/engine-0/metrics") as answer:
            assert "dream_engine_slots 2.0" in await answer.text()
        async with session.get(f"{window}/engine-0/readyz") as answer:
            assert await answer.text() == "ready\n"
        for path in (
            "/",
            "/engine-0/healthz",
            "/engine-0/v1/dreams",
            "/engine-0/metrics/../v1/presets",
            "/other/metrics",
        ):
            async with session.get(window + path) as answer:
                assert answer.status == 404
        async with session.post(f"{window}/engine-0/metrics") as answer:
            assert answer.status == 403


def test_its_rules_let_metrics_and_readiness_through_by_get_alone():
    rules = CONFIG.read_text()
    assert re.findall(r"location (\S+)", rules) == ["~", "/"]
    (shown,) = re.findall(r"location ~ (\S+) {", rules)
    passed = re.compile(shown.replace("(?<", "(?P<"))
    assert all(passed.match(path) for path in ("/engine-0/metrics", "/engine-12/readyz"))
    assert not any(passed.match(path) for path in ("/", "/engine-0/healthz", "/engine-0/v1/dreams", "/other/metrics"))
    assert "limit_except GET { deny all; }" in rules
    assert "location / { return 404; }" in rules
