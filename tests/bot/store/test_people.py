"""What the store can tell of a person's dreams, and that it can forget them."""

from bot.store.jobs import Label
from bot.store.states import State
from bot.store.tallies import Tally
from tests.bot.store.jobs import job

ADA, BASHO = 2**62, 2**61


async def test_dreams_that_are_to_be_seen_come_in_pages_the_latest_first(store):
    kept = [job(minutes, guild=1, card=minutes, state=State.DONE) for minutes in range(1, 6)]
    hidden = [
        job(9, guild=1, state=State.DONE),
        job(9, guild=1, card=9, state=State.FAILED),
        job(9, guild=1, card=10, state=State.DONE, asker=BASHO),
    ]
    elsewhere = job(7, guild=2, card=7, state=State.DONE)
    for each in (*kept, *hidden, elsewhere):
        await store.jobs.accept(each)
    page, total = await store.jobs.shown(ADA, 1, first=2, count=2)
    assert ([each.card for each in page], total) == ([3, 2], 5)
    assert (await store.jobs.shown(ADA, None, first=0, count=1)) == ([elsewhere], 6)


async def test_what_was_dreamt_is_counted_by_place_and_by_person(store):
    birds = Label("birds", "🦜", "Feathers.")
    rows = [
        job(guild=1, state=State.DONE, work=1.5),
        job(guild=1, state=State.DONE, preset=birds, work=2),
        job(guild=1, state=State.DONE, asker=BASHO),
        job(guild=2, state=State.DONE),
        job(guild=1, state=State.FAILED),
    ]
    for row in rows:
        await store.jobs.accept(row)
    here = await store.tallies.of(guild=1)
    assert (here.dreams, here.people, here.seconds) == (3, 2, 3.5)
    assert here.favourites == (("👀 eyes", 2), ("🦜 birds", 1))
    assert (await store.tallies.of(guild=1, person=BASHO)).dreams == 1
    assert (await store.tallies.of(person=ADA)).dreams == 3
    assert await store.tallies.of(guild=3) == Tally(0, 0, 0.0, ())


async def test_what_a_person_asked_for_is_forgotten_but_for_what_is_not_over(store):
    over, running, others = job(state=State.DONE), job(state=State.RUNNING), job(state=State.DONE, asker=BASHO)
    for each in (over, running, others):
        await store.jobs.accept(each)
    assert await store.jobs.forget_person(ADA) == [over]
    assert await store.jobs.get(over.id) is None
    assert await store.jobs.get(running.id) == running
    assert await store.jobs.get(others.id) == others


async def test_sheets_and_journeys_are_kept_as_they_were_asked_for(store):
    sheet = job(tasting=("eyes", "birds"), budget=10 * 2**20)
    zoom = job(journey={"kind": "zoom", "frames": 60, "steps": [2, 1]})
    for each in (sheet, zoom):
        await store.jobs.accept(each)
        assert await store.jobs.get(each.id) == each


async def test_files_are_erased_at_once(store):
    key = await store.spool.keep(b"a hill")
    assert await store.spool.size(key) == 6
    assert await store.spool.erase([key, "0" * 64]) == [6]
    assert await store.spool.size(key) is None


async def test_the_latest_dream_of_somebody_in_a_server_is_a_still_that_is_to_be_seen(store):
    seen = {"guild": 1, "card": 1, "state": State.DONE, "result": "r" * 64}
    earlier, latest = job(1, **seen), job(2, **seen)
    others = [
        job(3, **seen | {"tasting": ("eyes", "birds")}),
        job(4, **seen | {"journey": {"kind": "zoom"}}),
        job(5, **seen | {"card": None}),
        job(6, **seen | {"state": State.FAILED}),
        job(7, **seen | {"guild": 2}),
        job(8, **seen | {"asker": BASHO}),
    ]
    for each in (earlier, latest, *others):
        await store.jobs.accept(each)
    assert await store.jobs.latest_of(ADA, 1) == latest
    assert await store.jobs.latest_of(BASHO, 2) is None
