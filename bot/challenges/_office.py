"""The office: the desk and the calendar as a bot's settings have them."""

from bot.challenges.calendar import Calendar
from bot.challenges.desk import Desk
from bot.challenges.rules import Limits
from bot.client import DreamBot


def desk_of(bot: DreamBot) -> Desk:
    """Return where what people ask for is taken."""
    return Desk(bot.dispatcher.store, _limits(bot), bot.zone_in)


def calendar_of(bot: DreamBot) -> Calendar:
    """Return where it stands what comes again."""
    return Calendar(bot.dispatcher.store.repeats, desk_of(bot), _limits(bot), bot.zone_in)


def _limits(bot: DreamBot) -> Limits:
    return Limits(per_server=bot.settings.challenges_per_server, per_host=bot.settings.challenges_per_host)
