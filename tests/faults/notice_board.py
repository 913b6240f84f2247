"""What is to be read of a festival: its notices and entries, as they stand on Discord, and how far the store is."""

import re
import sqlite3
from collections import Counter
from enum import Enum


class Contest(Enum):
    """One of the challenges of a festival, by the words in its announcement that no other has."""

    HEARTS = "**clouds**"
    PLACES = "**rain**"
    PAIRS = "between two"
    BLIND = "guess what"
    RELAY = "deeper"


class NoticeBoard:
    """Reads them in a house, whoever is alive."""

    def __init__(self, home):
        self._home = home
        self.opened = {}
        """The announcements, by the challenges' numbers."""
        self.numbers = {}
        """The number of each contest."""

    def announced(self):
        """Take the announcements down once all of them are there."""
        self.opened = {number_of(message): message for message in self.said("· entries")}
        self.numbers = {contest_of(message): number for number, message in self.opened.items()}

    def announcement(self, contest):
        return self.opened[self.numbers[contest]]

    def said(self, ending):
        """The notices of the channel that end in a mark."""
        return [message for message in self._home.said() if message.content.endswith(ending)]

    def by_contest(self, ending):
        """Those notices, by what they are about."""
        found = {number_of(message): message for message in self.said(ending)}
        return {contest: found[number] for contest, number in self.numbers.items() if number in found}

    def shown(self):
        """All entries that are posted so far, of whichever challenge."""
        return [message for number in self.opened for message in self._entries(number)]

    def entries(self, contest):
        """The messages of the entries of a contest, by their numbers; none is there twice."""
        shown = self._entries(self.numbers[contest])
        found = {int(message.content.split("**")[1]): message for message in shown}
        assert len(found) == len(shown)
        return found

    def doubled(self):
        """The marks of what was posted more than once, in the channel or in the threads."""
        said = [*self._home.said(), *self.shown()]
        times = Counter(message.content.splitlines()[-1] for message in said if "-# challenge" in message.content)
        return [mark for mark, count in times.items() if count > 1]

    def phase(self, contest):
        ((phase,),) = self._rows("SELECT phase FROM challenges WHERE id = ?", self.numbers[contest])
        return phase

    def authors(self, contest):
        """Who entered the dream of each number."""
        return dict(
            self._rows("SELECT number, author FROM challenge_entries WHERE challenge = ?", self.numbers[contest])
        )

    def _entries(self, number):
        # Where there is nothing to enter, there is no thread.
        thread = self.opened[number].thread
        said = [] if thread is None else thread.messages.values()
        return [message for message in said if re.search(r"· entry \d+$", message.content)]

    def _rows(self, query, *values):
        connection = sqlite3.connect(self._home.data / "pareidolia.sqlite")
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()


def number_of(notice):
    """The number of the challenge that a notice is about."""
    return int(re.search(r"-# challenge (\d+) ·", notice.content)[1])


def contest_of(announcement):
    return next(contest for contest in Contest if contest.value in announcement.content)
