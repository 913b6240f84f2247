"""Who is there, and what the bot offers and owes."""

from dataclasses import dataclass

from bot.playground.objects import Interaction, User


@dataclass(frozen=True)
class PersonArrived:
    """There is somebody new."""

    user: User


@dataclass(frozen=True)
class BotOnline:
    """The bot's first connection to the gateway stands, or its last one is gone."""

    online: bool


@dataclass(frozen=True)
class CommandsChanged:
    """The bot has registered other application commands."""


@dataclass(frozen=True)
class InteractionChanged:
    """An interaction was sent, acknowledged, or has failed: its state tells."""

    interaction: Interaction
