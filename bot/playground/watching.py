"""Waiting for a message, without asking again and again."""

import asyncio
from collections.abc import Callable

from bot.playground import events
from bot.playground.objects import Message
from bot.playground.world import World

Predicate = Callable[[Message], object]
RECALLED = 5  # messages that an error tells about


class Watch:
    """Lets tests wait until some message is as they want it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: list[tuple[Predicate, int, asyncio.Future[Message]]] = []
        world.listeners.append(self._look)

    async def until(
        self,
        predicate: Predicate,
        *,
        after: Message | None = None,
        timeout: float = 20,  # noqa: ASYNC109
    ) -> Message:
        """Return the first message for which the predicate is true: one that is there, or will be said or edited.

        Reactions count as edits. With `after`, only messages later than that one are looked at. Raises TimeoutError
        that tells the last messages.
        """
        since = after.id if after else 0
        for channel in self._world.channels:
            for message in channel.messages.values():
                if message.id > since and predicate(message):
                    return message
        found: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        waiting = (predicate, since, found)
        self._waiting.append(waiting)
        try:
            async with asyncio.timeout(timeout):
                return await found
        except TimeoutError:
            raise TimeoutError(f"No such message within {timeout} s. {self._last_messages()}") from None
        finally:
            self._waiting.remove(waiting)

    def _look(self, event: events.Event) -> None:
        """See whether somebody waits for the message that this event is about."""
        match event:
            case (
                events.MessageCreated(message)
                | events.MessageUpdated(message)
                | events.ReactionAdded(message)
                | events.ReactionRemoved(message)
                | events.ReactionsCleared(message)
            ):
                pass
            case _:
                return
        for predicate, since, found in list(self._waiting):
            if found.done() or message.id <= since:
                continue
            try:
                if predicate(message):
                    found.set_result(message)
            except Exception as error:  # noqa: BLE001 - it is the waiting test's error, not the speaker's
                found.set_exception(error)

    def _last_messages(self) -> str:
        said = [message for channel in self._world.channels for message in channel.messages.values()]
        said.sort(key=lambda message: message.id)
        if not said:
            return "Nothing was said at all."
        lines = [
            f"#{message.channel.name} {message.author.global_name}: {message.content!r}"
            + (f" +{len(message.attachments)} files" if message.attachments else "")
            + (f" +{len(message.embeds)} embeds" if message.embeds else "")
            for message in said[-RECALLED:]
        ]
        return "The last were:\n  " + "\n  ".join(lines)
