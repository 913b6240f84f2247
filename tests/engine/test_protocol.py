"""Frames: whatever is written is read again, however the bytes arrive, and nonsense is refused by name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dreaming.recipe import Recipe
from engine.frames import BEAT, MAX_LINE, FrameError, FrameReader, write_frame
from engine.protocol import (
    Done,
    DreamRequest,
    Error,
    ErrorCode,
    Preview,
    Progress,
    Queued,
    Started,
    read_event,
    read_request,
)

numbers = st.floats(0, 1e6)
counts = st.integers(0, 10**6)
events = st.one_of(
    st.builds(Queued, position=counts),
    st.just(Started()),
    st.just(Preview()),
    st.builds(
        Progress,
        fraction=numbers,
        part=st.sampled_from(("octave", "frame", "preset")),
        number=counts,
        of=counts,
        eta=numbers,
    ),
    st.builds(Error, code=st.sampled_from(ErrorCode), sentence=st.text(), retriable=st.booleans()),
    st.builds(
        Done,
        recipe=st.builds(Recipe, objective=st.just("block9"), size=st.integers(64, 2048)),
        media_type=st.just("image/png"),
        width=counts,
        height=counts,
        seconds=numbers,
    ),
)
requests = st.builds(
    DreamRequest,
    preset=st.none() | st.text(max_size=64),
    changes=st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.booleans()), max_size=4),
)


def chop(data: bytes, cuts: list[int]) -> list[bytes]:
    """Cut the data at those places, wrapped into its length."""
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    return [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]


@given(st.lists(st.tuples(events, st.binary(max_size=300)), max_size=5), st.lists(st.integers(0), max_size=12))
def test_events_come_back_however_the_bytes_arrive(sent, cuts):
    wire = b"".join(write_frame(event, blob) for event, blob in sent)
    reader = FrameReader()
    read = [(read_event(line), blob) for chunk in chop(wire, cuts) for line, blob in reader.feed(chunk)]
    assert read == sent
    assert reader.between_frames


@given(st.lists(st.tuples(events, st.binary(max_size=40)), max_size=4), st.integers(0, 3), st.lists(st.integers(0)))
def test_heartbeats_between_frames_are_heard_and_say_nothing(sent, beats, cuts):
    wire = BEAT * beats + b"".join(write_frame(event, blob) + BEAT * beats for event, blob in sent)
    reader = FrameReader()
    read = [(read_event(line), blob) for chunk in chop(wire, cuts) for line, blob in reader.feed(chunk)]
    assert read == sent
    assert reader.between_frames


@given(requests, st.binary(max_size=100))
def test_requests_come_back(request, picture):
    ((line, blob),) = FrameReader().feed(write_frame(request, picture))
    assert read_request(line) == request
    assert blob == picture


@given(st.binary(max_size=400))
def test_any_bytes_are_frames_or_refused(data):
    reader = FrameReader(max_blob=100)
    try:
        frames = list(reader.feed(data))
    except FrameError as refused:
        assert str(refused)
    else:
        assert all(len(blob) <= 100 for _, blob in frames)


@pytest.mark.parametrize(
    ("wire", "complaint"),
    [
        (b"hello\n", "not JSON"),
        (b"[" * 20_000 + b"\n", "not JSON"),
        (b"[1]\n", "not a JSON object"),
        (b"{}\n", "no size"),
        (b'{"size": true}\n', "no size"),
        (b'{"size": -1}\n', "no size"),
        (b'{"size": 101}\n', "at most 100"),
        (b"x" * (MAX_LINE + 1), "longer than"),
    ],
)
def test_a_broken_frame_is_refused_with_its_fault(wire, complaint):
    with pytest.raises(FrameError, match=complaint):
        list(FrameReader(max_blob=100).feed(wire))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"preset": "e" * 65}, "preset"),
        ({"preset": "eyes", "changes": 3}, "changes"),
        ({"preset": "eyes", "nonsense": 1}, "nonsense"),
    ],
)
def test_a_wrong_request_is_refused_with_the_field(line, field):
    with pytest.raises(FrameError, match=field):
        read_request(line)


def test_a_frame_is_a_line_of_json_that_ends_with_the_size_and_then_the_bytes():
    line, blob = write_frame(Preview(), b"jpeg").split(b"\n", 1)
    assert json.loads(line) == {"event": "preview", "size": 4}
    assert line.endswith(b'"size": 4}')
    assert blob == b"jpeg"
