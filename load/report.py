"""What the run shows, as a table."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from rich.table import Table

from load.bot_process import Vitals
from load.measures import fair_shares, jain, quantile
from load.witness import Account

_LONG = 5.0
"""Seconds of waiting from which on it matters little that cards tell whole seconds."""


def report(accounts: Sequence[Account], vitals: Vitals, seconds: float) -> Table:
    """Return the table of a run that took so many seconds."""
    done = [account for account in accounts if account.delivered is not None]
    # What an operator can look for is another word each time.
    refused = Counter(re.sub(r"`\w+`", "`…`", account.refused) for account in accounts if account.refused)
    acknowledged = [account.acknowledged - account.asked for account in accounts if account.acknowledged]
    first = errors((account, account.promises[0]) for account in done if account.promises)
    every = errors((account, promise) for account in done for promise in account.promises)
    table = Table("measure", "figure", "what it is", title=f"{len(accounts)} dreams in {seconds:.0f} s")
    table.add_row("delivered", str(len(done)), f"the others were refused: {dict(refused)}" if refused else "all")
    table.add_row(
        "fairness",
        f"{fairness(done):.3f}",
        "Jain's index of what each person had of their fair share when half was done; 1 is best",
    )
    table.add_row("… first come, first served", f"{fairness(_as_they_came(done)):.3f}", "the same, had nobody looked")
    for which, found in (("the first", first), ("any", every)):
        table.add_row(
            f"error of {which} time told",
            f"{median(map(abs, found)):.0%}, {median(found):+.0%}" if found else "–",
            f"median without and with sign, over the wait that was left, of {len(found)} with {_LONG:.0f} s or more",
        )
    table.add_row("acknowledged, p50", f"{quantile(acknowledged, 0.5) * 1000:.0f} ms", "from asking to the card")
    table.add_row("acknowledged, p99", f"{quantile(acknowledged, 0.99) * 1000:.0f} ms", "")
    lag = " / ".join(f"{lag * 1000:.0f}" for lag in (vitals.lag_p50, vitals.lag_p99, vitals.lag_most))
    table.add_row("loop lag", f"{lag} ms", "p50 / p99 / most, in the bot's process")
    table.add_row("core", f"{vitals.cpu / seconds:.0%}", "that the bot kept busy")
    table.add_row("memory", f"{vitals.memory / 2**20:.0f} MB", "most that the bot had")
    return table


def fairness(done: Sequence[Account]) -> float:
    """Return Jain's index over people of what they had, over what they should have had, when half of it was done.

    Servers should have equal shares of the work, and their people equal shares of those; nobody more than they had
    asked for by then.
    """
    had: dict[int, float] = defaultdict(float)
    half = sum(account.work for account in done) / 2
    given = now = 0.0
    for account in sorted(done, key=lambda account: account.delivered or 0.0):
        if given >= half:
            break
        had[account.person] += account.work
        given += account.work
        now = account.delivered or 0.0
    wanted: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for account in done:
        if account.asked <= now:
            wanted[account.server][account.person] += account.work
    of_servers = fair_shares({server: sum(people.values()) for server, people in wanted.items()}, given)
    fair = {
        person: share
        for server, people in wanted.items()
        for person, share in fair_shares(people, of_servers[server]).items()
    }
    return jain([had[person] / share for person, share in fair.items()])


def errors(promises: Iterable[tuple[Account, tuple[float, float]]]) -> list[float]:
    """Return how far off the times that cards told were, over the wait that was left; below 0 where too early."""
    found = []
    for account, (told, ready) in promises:
        if account.delivered is not None and (left := account.delivered - told) >= _LONG:
            found.append((ready - account.delivered) / left)
    return found


def _as_they_came(done: Sequence[Account]) -> list[Account]:
    """Return the dreams as if they had been delivered in the order in which they were asked for."""
    moments = sorted(account.delivered or 0.0 for account in done)
    came = sorted(done, key=lambda account: account.asked)
    return [
        Account(account.person, account.server, account.work, account.asked, delivered=moment)
        for account, moment in zip(came, moments, strict=True)
    ]
