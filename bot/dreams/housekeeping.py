"""Housekeeping: what is no longer needed leaves the store, now and then."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from bot.settings import BotSettings
from bot.store.database import STORE_TROUBLE, reason_of
from bot.store.opening import Store

log = logging.getLogger(__name__)

_EVERY = 600.0
"""Seconds between two rounds."""

_DRAFTS = timedelta(days=1)
"""How long a challenge that nobody posts is kept."""


async def keep_house(store: Store, settings: BotSettings) -> None:
    """Go round for ever."""
    while True:
        try:
            await tidy(store, settings)
        except STORE_TROUBLE as error:
            log.error("the store could not be tidied, it grows until it can: %s", reason_of(error))
        await asyncio.sleep(_EVERY)


async def needed_keys(store: Store) -> set[str]:
    """Return the keys of the files in the spool that unfinished jobs and challenges need, whatever happens."""
    needed = await store.jobs.keys(unfinished=True)
    for shown in (store.challenges, store.entries, store.repeats, store.drafts):
        needed |= await shown.pictures()
    return needed


async def tidy(store: Store, settings: BotSettings) -> int:
    """Go round once; return how many bytes that freed."""
    now = datetime.now(UTC)
    await store.jobs.forget_before(now - timedelta(days=settings.remember_days))
    await store.drafts.forget_before(now - _DRAFTS)
    # In this order: a job that ends in between is then in both.
    needed = await needed_keys(store)
    wanted = await store.jobs.keys(unfinished=False)
    budget = settings.keep_megabytes * 2**20
    freed = await store.spool.sweep(needed, wanted, days=settings.keep_days, budget=budget)
    if freed:
        log.info("%.1f MB of old pictures have left the spool", freed / 2**20)
    return freed
