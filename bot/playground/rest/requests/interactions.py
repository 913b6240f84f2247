"""First answers to interactions."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.playground.rest.requests.messages import EditRequest, MessageRequest
from bot.playground.rest.requests.modals import Modal
from bot.playground.rest.requests.parsing import Request


class Pong(Request):
    """The answer to a ping."""

    type: Literal[1]


class Answer(Request):
    """A message."""

    type: Literal[4]
    data: MessageRequest | None = None


class Deferral(Request):
    """A promise: a message will come."""

    type: Literal[5]
    data: MessageRequest | None = None


class DeferredUpdate(Request):
    """A promise: the message with the button will change, perhaps."""

    type: Literal[6]


class Update(Request):
    """A change of the message with the button."""

    type: Literal[7]
    data: EditRequest | None = None


class Choice(Request):
    """One suggestion."""

    name: str = Field(min_length=1, max_length=100)
    name_localizations: dict[str, str] | None = None
    value: str | int | float


class Choices(Request):
    """All suggestions."""

    choices: list[Choice] = Field(default=[], max_length=25)


class Suggestions(Request):
    """What the letters typed so far could become."""

    type: Literal[8]
    data: Choices


class OpenModal(Request):
    """A form."""

    type: Literal[9]
    data: Modal


FirstAnswer = Answer | Deferral | DeferredUpdate | Update | Suggestions | OpenModal
CALLBACK: TypeAdapter[Pong | FirstAnswer] = TypeAdapter(Annotated[Pong | FirstAnswer, Field(discriminator="type")])
