"""Instruments: what the operator of a playground reads of the bot that lives in it."""

from bot.client import DreamBot
from bot.dreams.cards import title_of
from bot.dreams.live_card import Waiting
from bot.dreams.unfinished import Unfinished
from bot.playground.operating import DreamReading, EngineReading, Readings
from engine.client import EngineClient


async def readings(bot: DreamBot, engines: EngineClient) -> Readings:
    """Return how the engines are that answer, and where each unfinished dream stands, in the order of the line."""
    healths = await engines.healths()
    unfinished = bot.dispatcher.ledger.matching(lambda _: True)
    dreams = sorted(
        (_reading(bot, each) for each in unfinished), key=lambda dream: (dream.before or 0, dream.ready or 0)
    )
    return Readings(
        engines=[EngineReading(each.network, each.device, each.slots, each.running, each.waiting) for each in healths],
        dreams=dreams,
    )


def _reading(bot: DreamBot, member: Unfinished) -> DreamReading:
    job = member.job
    title = title_of(job)
    place = (f"{title.emoji} {title.name}", str(job.asker), str(job.channel))
    match bot.dispatcher.runner.standing(member):
        case Waiting(before, ready):
            return DreamReading(*place, "waiting", before=before, ready=ready)
        case None:
            return DreamReading(*place, "delivering", share=1.0)
        case share:
            return DreamReading(*place, "running", share=share)
