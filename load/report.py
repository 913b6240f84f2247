"""What the run shows, as a table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from rich.table import Table

from load.bot_process import Vitals
from load.measures import fair_shares, jain, quantile
from load.witness import Account


def report(accounts: Sequence[Account], vitals: Vitals, seconds: float) -> Table:
    """Return the table of a run that took so many seconds."""
    done = [account for account in accounts if account.delivered is not None]
    refused = Counter(account.refused for account in accounts if account.refused)
    acknowledged = [account.acknowledged - account.asked for account in accounts if account.acknowledged]
    errors = [
        abs(account.delivered - account.promised) / (account.delivered - account.promised_at)
        for account in done
        if account.delivered and account.promised and account.promised_at
    ]
    table = Table("measure", "figure", "what it is", title=f"{len(accounts)} dreams in {seconds:.0f} s")
    table.add_row("delivered", str(len(done)), f"the others were refused: {dict(refused)}" if refused else "all")
    table.add_row(
        "fairness",
        f"{fairness(done, accounts):.3f}",
        "Jain's index of what each person had of their fair share when half was done; 1 is best",
    )
    table.add_row(
        "… first come, first served", f"{fairness(_as_they_came(done), accounts):.3f}", "the same, had nobody looked"
    )
    table.add_row("time, median error", f"{median(errors):.1%}" if errors else "–", "of the first one a card tells")
    table.add_row("acknowledged, p50", f"{quantile(acknowledged, 0.5) * 1000:.0f} ms", "from asking to the card")
    table.add_row("acknowledged, p99", f"{quantile(acknowledged, 0.99) * 1000:.0f} ms", "")
    lag = " / ".join(f"{lag * 1000:.0f}" for lag in (vitals.lag_p50, vitals.lag_p99, vitals.lag_most))
    table.add_row("loop lag", f"{lag} ms", "p50 / p99 / most, in the bot's process")
    table.add_row("core", f"{vitals.cpu / seconds:.0%}", "that the bot kept busy")
    table.add_row("memory", f"{vitals.memory / 2**20:.0f} MB", "most that the bot had")
    return table


def fairness(done: Sequence[Account], asked: Iterable[Account]) -> float:
    """Return Jain's index over people of what they had, over what they should have had, when half of it was done.

    Servers should have equal shares of the work, and their people equal shares of those; nobody more than they want.

    Args:
        done: Dreams in the order of their delivery, or of any other order to be judged.
        asked: All dreams that were asked for.
    """
    had: dict[int, float] = defaultdict(float)
    half = sum(account.work for account in done) / 2
    given = 0.0
    for account in sorted(done, key=lambda account: account.delivered or 0.0):
        if given >= half:
            break
        had[account.person] += account.work
        given += account.work
    wanted: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for account in asked:
        wanted[account.server][account.person] += account.work
    of_servers = fair_shares({server: sum(people.values()) for server, people in wanted.items()}, given)
    fair = {
        person: share
        for server, people in wanted.items()
        for person, share in fair_shares(people, of_servers[server]).items()
    }
    return jain([had[person] / share for person, share in fair.items()])


def _as_they_came(done: Sequence[Account]) -> list[Account]:
    """Return the dreams as if they had been delivered in the order in which they were asked for."""
    moments = sorted(account.delivered or 0.0 for account in done)
    came = sorted(done, key=lambda account: account.asked)
    return [
        Account(account.person, account.server, account.work, account.asked, delivered=moment)
        for account, moment in zip(came, moments, strict=True)
    ]
