"""Scheduled events, from the plan to the end."""

import asyncio
import datetime

import discord as library
import pytest

from bot.playground import roster
from bot.playground.objects import MeetingStatus
from bot.playground.permissions import Permissions
from tests.playground.conftest import let_the_bot, running
from tests.playground.mimic import Mimic

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
async def bot(discord):
    let_the_bot(discord, Permissions.CREATE_EVENTS)
    intents = library.Intents(guilds=True, members=True, guild_scheduled_events=True)
    async with running(discord, Mimic(intents)) as mimic:
        yield mimic


@pytest.fixture
async def contest(bot):
    """A contest that begins in an hour."""
    return await plan(bot)


async def plan(bot, begins=HOUR, lasts=HOUR):
    start = library.utils.utcnow() + begins
    return await bot.guilds[0].create_scheduled_event(
        name="Dream contest",
        start_time=start,
        end_time=start + lasts,
        entity_type=library.EntityType.external,
        privacy_level=library.PrivacyLevel.guild_only,
        location="#dreams",
    )


async def test_an_event_is_planned_changed_and_called_off(discord, bot, contest):
    (planned,) = discord.world.guild.meetings.values()
    assert (planned.name, planned.location, planned.creator) == ("Dream contest", "#dreams", discord.bot_user)
    await contest.edit(name="Nightmare contest", description="Bring your own.")
    (fetched,) = await bot.guilds[0].fetch_scheduled_events()
    assert (fetched.name, fetched.description, fetched.location) == ("Nightmare contest", "Bring your own.", "#dreams")
    await contest.delete()
    with pytest.raises(library.NotFound) as refused:
        await bot.guilds[0].fetch_scheduled_event(contest.id)
    assert refused.value.code == 10070


async def test_an_event_begins_and_ends_and_does_not_begin_again(discord, bot, contest):
    started = await contest.start()
    with pytest.raises(library.HTTPException) as refused:
        await bot.http.edit_scheduled_event(contest.guild_id, contest.id, status=4)
    assert refused.value.code == 50035
    await started.end()
    (planned,) = discord.world.guild.meetings.values()
    assert planned.status is MeetingStatus.COMPLETED
    with pytest.raises(library.HTTPException) as refused:
        await bot.http.edit_scheduled_event(contest.guild_id, contest.id, name="again")
    assert refused.value.code == 180000


async def test_those_who_will_come_are_known(discord, bot, contest):
    (planned,) = discord.world.guild.meetings.values()
    told = asyncio.ensure_future(bot.wait_for("scheduled_event_user_add", timeout=5))
    await asyncio.sleep(0)
    await discord.people["Ada"].promise(planned)
    await discord.people["Basho"].promise(planned)
    assert (await told)[1].id == discord.people["Ada"].id
    assert (await bot.guilds[0].fetch_scheduled_event(contest.id)).user_count == 2
    assert {user.name async for user in contest.users()} == {"ada", "basho"}
    await discord.people["Ada"].promise(planned, comes=False)
    assert [user.name async for user in contest.users()] == ["basho"]


async def test_an_event_that_cannot_be_is_refused(discord, bot):
    for begins, lasts in ((-HOUR, 3 * HOUR), (HOUR, -HOUR)):
        with pytest.raises(library.HTTPException) as refused:
            await plan(bot, begins, lasts)
        assert refused.value.code == 50035
    (role,) = discord.world.guild.members[bot.user.id].roles
    roster.change_role(discord.world, discord.world.guild, role, role.permissions & ~Permissions.CREATE_EVENTS)
    with pytest.raises(library.Forbidden):
        await plan(bot)


async def test_an_event_that_goes_on_can_be_made_longer(discord, bot, contest, clock):
    started = await contest.start()
    clock.ahead += 90 * 60
    later = library.utils.utcnow() + 3 * HOUR
    await started.edit(end_time=later)
    (planned,) = discord.world.guild.meetings.values()
    assert planned.ends == later.timestamp()
    with pytest.raises(library.HTTPException) as refused:
        await started.edit(end_time=started.start_time)
    assert refused.value.code == 50035


async def test_an_administrator_changes_the_events_of_others(discord, bot, contest):
    (planned,) = discord.world.guild.meetings.values()
    planned.creator = discord.people["Ada"].user
    with pytest.raises(library.Forbidden):
        await contest.delete()
    let_the_bot(discord, Permissions.ADMINISTRATOR)
    await contest.delete()
    assert discord.world.guild.meetings == {}
