"""The examination of everything that a bot with these settings needs, for its operator."""

from collections.abc import AsyncIterator

from bot.doctor.account import examine_account
from bot.doctor.findings import Finding
from bot.doctor.machine import examine_machine
from bot.login import elsewhere
from bot.settings import BotSettings


async def examine(settings: BotSettings) -> AsyncIterator[Finding]:
    """Yield a finding for each thing, as soon as it is known."""
    async for finding in examine_machine(settings):
        yield finding
    with elsewhere(settings):
        async for finding in examine_account(settings):
            yield finding
