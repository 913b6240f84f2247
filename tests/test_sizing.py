"""The simulation that sizes are told by: engines share, promises are kept, and the page has what is printed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queue import Caps, Rules, Ticket
from sizing.__main__ import SECONDS, row
from sizing.crowd import Habits, asked
from sizing.fleet import Fleet
from sizing.rush import play
from sizing.search import Carried, Promise, fewest, rush

PAGE = (Path(__file__).parents[1] / "docs/sizing.md").read_text()
QUICK = Habits(daily=200)


def test_dreams_on_one_engine_share_it_and_on_two_do_not():
    for engines, ends in ((1, [("short", 2.0), ("long", 4.0)]), (2, [("short", 1.0), ("long", 3.0)])):
        fleet = Fleet(engines)
        fleet.begin("short", 1.0, 0.0)
        fleet.begin("long", 3.0, 0.0)
        found = []
        for _ in ends:
            at = fleet.next_end()
            found.append((fleet.end(), at))
        assert found == ends
        assert fleet.busy == 4.0


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=30), st.integers(1, 4))
def test_no_engine_does_more_than_time_allows_and_all_of_it_is_done(works, engines):
    crowd = [Ticket(str(number), number, number, work, "eyes", 0.0) for number, work in enumerate(works)]
    served = play(crowd, engines, 1.0, rules=Rules())
    assert served.utilisation <= 1 + 1e-9
    assert served.refused == 0


def test_the_same_crowd_comes_every_time_and_in_order():
    crowd = asked(50, QUICK, 500, seed=1)
    assert crowd == asked(50, QUICK, 500, seed=1)
    assert [ticket.asked for ticket in crowd] == sorted(ticket.asked for ticket in crowd)
    mean = len(crowd) / crowd[-1].asked / 50
    assert mean == pytest.approx(QUICK.rate, rel=0.2)


def test_the_fewest_engines_keep_the_promise_and_one_less_does_not():
    promise = Promise(within=20.0)
    found = fewest(60, 10.0, QUICK, promise)
    assert promise.kept(found.served)
    assert not promise.kept(rush(found.engines - 1, 60, 10.0, QUICK))


@pytest.mark.parametrize(("engines", "servers"), [(1, 22), (2, 83)])
def test_the_page_has_the_figures_that_are_printed(engines, servers):
    found = Carried(engines, servers, rush(engines, servers, SECONDS, Habits(), Caps()))
    assert f"| {' | '.join(row(found, Habits()))} |" in PAGE


def test_the_page_names_options_that_exist():
    names = {"--seconds", "--engine", "--servers", "--daily", "--busiest", "--within", "--share", "--server-at-once"}
    assert set(re.findall(r"--[a-z-]+\b", PAGE)) - {"---"} <= names
