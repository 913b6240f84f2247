"""The line: who waits sees their place and when it will be; all get their turn, and a restart changes nothing."""

import re
import sqlite3
import time

import pytest
from pydantic import SecretStr

from bot.dreams import reception
from bot.playground import Playground
from bot.settings import BotSettings
from tests.end_to_end.conftest import TOKEN, at_home, buttons, eventually, is_card, is_dream, nothing_under_way


async def card_for(discord, asked):
    return await discord.until(lambda m: is_card(m) and m.referenced is asked)


async def test_who_waits_sees_how_many_are_before_and_when_their_dream_will_be_ready(
    discord, pretender, ada, basho, dreams, landscape
):
    engine = pretender(seconds=60, slots=1)
    async with at_home(discord, engines=(engine.url,)):
        cards = []
        for person in (ada, basho, discord.people["Chidi"]):
            asked = await person.say(dreams, "!dream eyes", files=[("l.png", landscape)])
            cards.append(await card_for(discord, asked))
        assert await discord.until(lambda m: m is cards[1] and "next in line" in m.content)
        assert await discord.until(lambda m: m is cards[2] and "1 before you" in m.content)
        assert re.search(r"ready <t:\d+:R>", cards[2].content)
        await ada.press(cards[0], buttons(cards[0])["cancel"])
        assert await discord.until(lambda m: m is cards[2] and "next in line" in m.content)


async def test_one_who_asks_for_much_does_not_keep_another_waiting(discord, pretender, ada, basho, dreams, landscape):
    engine = pretender(seconds=0.3, slots=1)
    async with at_home(discord, engines=(engine.url,), dreams_per_person=9):
        many = [await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)]) for _ in range(8)]
        await card_for(discord, many[-1])
        asked = await basho.say(dreams, "!dream eyes", files=[("l.png", landscape)])
        assert await discord.until(lambda m: is_dream(m) and m.referenced is asked)
        finished = [m for m in dreams.messages.values() if is_dream(m) and m.referenced in many]
        assert len(finished) < len(many) - 2
        for question in many:
            await discord.until(lambda m, q=question: is_dream(m) and m.referenced is q)


async def test_a_budget_that_is_spent_says_when_there_is_more_and_a_stopped_dream_costs_nothing(
    discord, pretender, ada, dreams, landscape
):
    engine = pretender(seconds=60)
    async with at_home(discord, engines=(engine.url,), person_hourly=0.5):
        for _ in range(2):
            asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
            card = await card_for(discord, asked)
            await ada.press(card, buttons(card)["cancel"])
            await discord.until(lambda m, c=card: m is c and "cancelled" in m.content)
        asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
        await card_for(discord, asked)
        asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
        refused = await discord.until(lambda m: "I can take this one <t:" in m.content, after=asked)
        assert refused.referenced is asked


async def test_of_people_whose_budgets_are_whole_again_nothing_is_kept(discord, pretender, dreams):
    async with at_home(discord, engines=(pretender(seconds=0.02).url,), person_hourly=10**9) as run:
        for person in discord.people.values():
            asked = await person.say(dreams, "!dream noise eyes")
            await discord.until(lambda m, q=asked: is_dream(m) and m.referenced is q)
        assert len(discord.people) > 2
        assert len(run.bot.dispatcher.queue._budgets) == 1


async def test_dreams_that_wait_and_run_go_on_after_a_restart_on_the_same_cards(
    discord, pretender, database, tmp_path, ada, basho, dreams, landscape
):
    engine = pretender(seconds=1, slots=1)
    settings = {"engines": (engine.url,), "data": tmp_path / "data", "store": SecretStr(database)}
    async with at_home(discord, **settings) as run:
        asked = [await who.say(dreams, "!dream eyes", files=[("l.png", landscape)]) for who in (ada, basho, ada)]
        cards = [await card_for(discord, question) for question in asked]
        seeds = {job.id: job.seed for job in await run.bot.dispatcher.store.jobs.unfinished()}
    assert all("goes on as soon as I sleep again" in card.content for card in cards)
    await discord.bot_gone()
    async with at_home(discord, **settings):
        for card in cards:
            dream = await discord.until(lambda m, c=card: m is c and is_dream(m))
            job_id = buttons(dream)["again"].split(":")[-1]
            assert f"seed {seeds[job_id]} " in dream.content
    assert len([m for m in dreams.messages.values() if m.author.bot]) == 3


@pytest.mark.parametrize("cut", [0, 2], ids=["at once", "though Discord is away at first"])
async def test_a_card_that_a_crash_kept_from_being_noted_is_found_an_hour_later_and_not_posted_again(
    pretender, tmp_path, landscape, cut, monkeypatch
):
    monkeypatch.setattr(reception, "_FIRST_PAUSE", 0.05)
    engine, away = pretender(seconds=1), [0.0]
    settings = {"engines": (engine.url,), "data": tmp_path / "data"}
    async with Playground(TOKEN, clock=lambda: time.time() + away[0]) as discord:
        ada, dreams = discord.people["Ada"], discord.channels["dreams"]
        async with at_home(discord, **settings):
            asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
            card = await card_for(discord, asked)
        await discord.bot_gone()
        with sqlite3.connect(tmp_path / "data" / "pareidolia.sqlite") as rows:
            rows.execute("UPDATE jobs SET card = NULL")
        # By now Discord knows the card's nonce no more.
        away[0] = 3600.0
        # A client asks once more by itself where a connection breaks that it had kept.
        fault = discord.faults.cut("GET", r"/channels/\d+/messages$", times=cut)
        async with at_home(discord, **settings):
            assert await discord.until(is_dream) is card
            assert fault.met == cut
        assert len([m for m in dreams.messages.values() if m.author.bot]) == 1


async def test_a_card_deleted_while_the_bot_was_away_ends_its_dream(
    discord, pretender, tmp_path, ada, dreams, landscape
):
    engine = pretender(seconds=1)
    settings = {"engines": (engine.url,), "data": tmp_path / "data"}
    async with at_home(discord, **settings):
        asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
        card = await card_for(discord, asked)
    await discord.bot_gone()
    await ada.delete(card)
    async with at_home(discord, **settings) as run:
        (job,) = await run.bot.dispatcher.store.jobs.unfinished()
        again = await ada.say(dreams, "!dream strokes", files=[("l.png", landscape)])
        await discord.until(is_dream, after=again)
        await nothing_under_way(run.bot)
        assert (await run.bot.dispatcher.store.jobs.get(job.id)).state == "cancelled"
    assert len([m for m in dreams.messages.values() if m.author.bot]) == 1


async def test_a_dream_whose_file_is_lost_on_the_way_is_dreamt_anew(
    discord, pretender, tmp_path, ada, dreams, landscape
):
    engine = pretender(seconds=0.3)
    settings = {"engines": (engine.url,), "data": tmp_path / "data", "card_interval": 60}
    fault = discord.faults.answer("PATCH", r"/channels/\d+/messages/\d+$", 502, times=1000)
    async with at_home(discord, **settings) as run:
        asked = await ada.say(dreams, "!dream eyes", files=[("l.png", landscape)])
        await card_for(discord, asked)
        (job,) = await run.bot.dispatcher.store.jobs.unfinished()

        async def is_on_its_way():
            return fault.met

        await eventually(is_on_its_way)
        result = (await run.bot.dispatcher.store.jobs.get(job.id)).result
        (tmp_path / "data" / "spool" / result).unlink()
    discord.faults.heal()
    await discord.bot_gone()
    async with at_home(discord, **settings):
        assert await discord.until(is_dream, after=asked)


def test_a_budget_is_an_hours_worth():
    rules = BotSettings(_env_file=None, person_hourly=100, server_hourly=900).queue_rules
    assert (rules.person.burst, rules.person.hourly, rules.server.hourly) == (100, 100, 900)
