"""The moments at which the bot is killed: each is something that Discord sees it do, or is just about to let it do."""

import re
from enum import StrEnum

from bot.playground import events

_POST = re.compile(r"/channels/\d+/messages$|/webhooks/")
_EDIT = re.compile(r"/channels/\d+/messages/(\d+)$")


class Moment(StrEnum):
    """Where in a dream's life the bot dies."""

    ACCEPTED = "accepted, card not posted"
    POSTED = "card posted, not noted"
    QUEUED = "queued behind another"
    RUNNING = "running"
    DELIVERING = "dreamt, not delivered"
    DELIVERED = "delivered, not confirmed"
    REACTING = "done, reactions half laid out"
    ANY = "any time"


class Ambush:
    """Waits for a moment and then acts, in the middle of whatever Discord is doing."""

    def __init__(self, discord, moment, act):
        self._discord = discord
        self._moment = moment
        self._act = act
        self._due = discord.faults.due
        self._since = max((m.id for channel in discord.world.channels for m in channel.messages.values()), default=0)
        """What was said before is no concern of it."""
        self._sprung = False

    def __enter__(self):
        self._discord.faults.due = self._before
        self._discord.world.listeners.append(self._after)
        return self

    def __exit__(self, *_):
        self._discord.faults.due = self._due
        self._discord.world.listeners.remove(self._after)

    def _spring(self):
        self._sprung = True
        self._act()

    def _before(self, method, path):
        """Look at a request before it is done."""
        posting = self._moment is Moment.ACCEPTED and method == "POST" and _POST.match(path)
        edited = _EDIT.match(path) if self._moment is Moment.DELIVERING and method == "PATCH" else None
        if not self._sprung and (posting or (edited and int(edited[1]) > self._since)):
            # What a dead bot asks for is not done.
            self._discord.faults.cut(method, re.escape(path))
            self._spring()
        return self._due(method, path)

    def _after(self, event):
        """Look at what has just happened, before the bot is told that it has."""
        if not self._sprung and self._met(event):
            self._spring()

    def _met(self, event):
        match self._moment, event:
            case (Moment.POSTED, events.MessageCreated(message) | events.MessageUpdated(message)):
                return self._is_fresh(message) and bool(message.components)
            case (Moment.DELIVERED, events.MessageUpdated(message)):
                return self._is_fresh(message) and bool(message.attachments)
            case (Moment.REACTING, events.ReactionAdded(message, _, user)):
                return self._is_fresh(message) and user is self._discord.bot_user
        return False

    def _is_fresh(self, message):
        return message.author is self._discord.bot_user and message.id > self._since
