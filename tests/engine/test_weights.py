import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from engine import weights
from engine.weights import FetchError

CONTENT = bytes(range(256)) * 2000
NAME = f"net-{hashlib.sha256(CONTENT).hexdigest()[:8]}.pth"


class _Shelf(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith("/missing"):
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT[:1000] if self.path.startswith("/cut") else CONTENT)

    def log_message(self, *_):
        pass


@pytest.fixture
def shelf():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shelf)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_is_fetched_once_and_told_of_on_the_way(shelf, tmp_path):
    heard = []

    path = weights.fetch(f"{shelf}/{NAME}", tmp_path / "cache", lambda done, total: heard.append((done, total)))

    assert path.read_bytes() == CONTENT
    assert heard[-1] == (len(CONTENT), len(CONTENT))
    assert len(heard) > 1
    assert weights.fetch(f"http://127.0.0.1:9/{NAME}", tmp_path / "cache") == path


def test_a_file_that_is_not_what_its_name_says_is_not_kept(shelf, tmp_path):
    with pytest.raises(FetchError, match="is damaged: its SHA-256 begins with"):
        weights.fetch(f"{shelf}/net-00000000.pth", tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("place", "reason"), [("cut", "cut after 1000 of"), ("missing", "Not Found")])
def test_what_cannot_be_fetched_names_the_file_and_the_folder(shelf, tmp_path, place, reason):
    with pytest.raises(FetchError, match=reason) as refusal:
        weights.fetch(f"{shelf}/{place}/{NAME}", tmp_path)

    assert NAME in str(refusal.value)
    assert f"put it into {tmp_path}" in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_without_a_connection_the_sentence_says_what_to_do(tmp_path):
    with pytest.raises(FetchError, match=r"bring the file .* here yourself"):
        weights.fetch(f"http://127.0.0.1:9/{NAME}", tmp_path)


def test_a_file_that_was_damaged_in_the_folder_is_told(tmp_path):
    (tmp_path / NAME).write_bytes(b"half")

    with pytest.raises(FetchError, match="is damaged"):
        weights.fetch(f"http://127.0.0.1:9/{NAME}", tmp_path)
