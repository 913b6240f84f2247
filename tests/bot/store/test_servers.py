"""What servers want is found again as it was written down last."""


async def test_what_a_server_wants_takes_the_place_of_what_it_wanted(store):
    await store.servers.put(2**60, {"channels": [2**60 + 1], "weights": {"7": 2.0}})
    await store.servers.put(7, {})
    await store.servers.put(2**60, {"channels": [], "prefix": "?"})
    assert await store.servers.all() == {2**60: {"channels": [], "prefix": "?"}, 7: {}}


async def test_a_note_is_found_under_its_name(store):
    assert await store.notes.get("commands of 1") is None
    await store.notes.put("commands of 1", "abc")
    await store.notes.put("commands of 2", "def")
    await store.notes.put("commands of 1", "ghi")
    assert await store.notes.get("commands of 1") == "ghi"
