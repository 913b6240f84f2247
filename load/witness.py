"""The witness: notes of each dream when it was asked for, acknowledged, promised and delivered, as people see it."""

import asyncio
import re
import time
from dataclasses import dataclass, field

from bot.playground import Playground, events
from bot.playground.objects import Message

_PROMISE = re.compile(r"(?:before you|next in line).*<t:(\d+):R>")


@dataclass
class Account:
    """What became of one dream; moments are in Unix seconds."""

    person: int
    server: int
    work: float
    """What it was to take, in seconds of an engine."""
    asked: float
    acknowledged: float | None = None
    promises: list[tuple[float, float]] = field(default_factory=list)
    """When its card told a time, and which, while it waited."""
    delivered: float | None = None
    refused: str | None = None


class Witness:
    """Watches the bot's messages in a playground."""

    def __init__(self, playground: Playground) -> None:
        self.accounts: dict[int, Account] = {}
        """By the message that asked."""
        self._over = asyncio.Event()
        self._left = 0
        playground.world.listeners.append(self._see)

    def note(self, question: Message, account: Account) -> None:
        """Watch for the answer to that message."""
        self.accounts[question.id] = account

    async def all_answered(self, number: int) -> None:
        """Return when so many dreams have been delivered or refused."""
        self._left = number - sum(1 for account in self.accounts.values() if account.delivered or account.refused)
        if self._left > 0:
            await self._over.wait()

    def _see(self, event: events.Event) -> None:
        if not isinstance(event, events.MessageCreated | events.MessageUpdated):
            return
        message = event.message
        account = self.accounts.get(message.reference_id or 0)
        if account is None or not message.author.bot or account.delivered or account.refused:
            return
        now = time.time()
        account.acknowledged = account.acknowledged or now
        if promise := _PROMISE.search(message.content):
            account.promises.append((now, float(promise[1])))
        if any(each.filename.endswith(".png") for each in message.attachments):
            account.delivered = now
        elif not message.components:
            account.refused = message.content
        else:
            return
        self._left -= 1
        if self._left == 0:
            self._over.set()
