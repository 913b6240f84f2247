"""Points, leaderboards and profiles, of all time or of a month."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.challenges.season import Finish, Outcome, leaderboard, month, points, profile, within

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

finishes = st.builds(Finish, st.integers(1, 6), st.none() | st.integers(1, 8), st.integers(0, 9))
outcomes = st.lists(
    st.builds(
        lambda number, ended, rows: Outcome(number, 1, NOON + ended, tuple(rows)),
        st.integers(1, 99),
        st.timedeltas(timedelta(0), timedelta(days=300)),
        st.lists(finishes, max_size=8),
    ),
    max_size=8,
)


def test_the_scheme():
    assert [points(place) for place in (1, 2, 3, 4, 5, 6, None)] == [11, 8, 6, 4, 3, 1, 1]


def test_a_leaderboard_counts_the_best_entry_of_each_and_shares_places():
    first = Outcome(1, 1, NOON, (Finish(7, 1, 9), Finish(7, 2, 5), Finish(8, 3, 4), Finish(9, None)))
    second = Outcome(2, 1, NOON, (Finish(8, 2, 6), Finish(9, 4, 2)))
    board = leaderboard([first, second])
    assert [(line.place, line.person, line.points) for line in board] == [(1, 8, 14), (2, 7, 11), (3, 9, 5)]
    ada = profile([first, second], 7)
    assert (ada.challenges, ada.wins, ada.podiums, ada.votes, ada.best) == (1, 1, 1, 14, 1)
    assert profile([first, second], 10) is None
    assert [line.place for line in leaderboard([Outcome(3, 1, NOON, (Finish(5, 2), Finish(6, 2)))])] == [1, 1]


def test_with_the_same_points_more_wins_go_first():
    won = Outcome(1, 1, NOON, (Finish(1, 1), Finish(2, 4)))
    tried = [Outcome(number, 1, NOON, (Finish(2, 4 if number == 2 else 5),)) for number in (2, 3)]
    board = leaderboard([won, *tried])
    assert [(line.person, line.points, line.wins, line.place) for line in board] == [(1, 11, 1, 1), (2, 11, 0, 2)]


@given(outcomes, st.randoms(use_true_random=False))
def test_the_order_of_the_outcomes_does_not_matter(some, lots):
    assert leaderboard(lots.sample(some, len(some))) == leaderboard(some)


def test_a_month_begins_and_ends_at_the_zones_midnight_over_a_change_of_clocks():
    berlin = ZoneInfo("Europe/Berlin")
    begin, end = month(datetime(2026, 3, 31, 23, tzinfo=UTC), berlin)
    assert (begin, end) == (datetime(2026, 3, 31, 22, tzinfo=UTC), datetime(2026, 4, 30, 22, tzinfo=UTC))
    begin, end = month(datetime(2026, 3, 31, 21, tzinfo=UTC), berlin)
    assert (begin, end) == (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC))


@given(outcomes)
def test_every_outcome_is_in_exactly_one_month(some):
    berlin = ZoneInfo("Europe/Berlin")
    months = {month(outcome.ended, berlin) for outcome in some}
    assert sorted(o.challenge for span in months for o in within(some, *span)) == sorted(o.challenge for o in some)
