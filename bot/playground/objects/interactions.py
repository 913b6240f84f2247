"""What people do that the bot must answer."""

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from bot.playground.errors import JSON
from bot.playground.objects.messages import Attachment, Message
from bot.playground.objects.people import Role, User
from bot.playground.objects.places import Channel


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass
class Resolved:
    """What the ids in an interaction refer to."""

    attachments: list[Attachment] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


InteractionState = Literal["sent", "acknowledged", "failed"]


@dataclass(eq=False)
class Interaction:
    """Something a person did that the bot has to answer: a command, a button, a form, the letters typed so far.

    `message` is the one that carries the button, `original` the bot's first response, `answer` that response's type,
    `modal` the form that it opened, and `opener` the interaction that opened the form which this one sends.
    """

    id: int
    token: str
    type: InteractionType
    user: User
    channel: Channel
    created: float
    data: JSON
    name: str = ""
    message: Message | None = None
    opener: "Interaction | None" = None
    state: InteractionState = "sent"
    delivered: bool = False
    answer: int | None = None
    original: Message | None = None
    modal: JSON | None = None
    resolved: Resolved = field(default_factory=Resolved)
    choices: list[JSON] = field(default_factory=list)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    async def outcome(self) -> InteractionState:
        """Wait until the bot has answered or its time is over, and return which."""
        await self.settled.wait()
        return self.state
