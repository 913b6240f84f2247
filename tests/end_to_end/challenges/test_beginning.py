"""How a challenge begins: previewed, set up in forms, from a template, by those who may, in the server's own time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.playground import roster
from bot.playground.permissions import Permissions
from tests.end_to_end.challenges.steps import answer, begin, close, drafted, dream, enter, post
from tests.end_to_end.conftest import buttons, eventually, is_dream


async def previewed(discord, host):
    return await discord.until(lambda m: m.ephemeral_for is host.user and "nothing is posted yet" in m.content)


async def test_a_form_sets_a_challenge_up_and_another_says_who_takes_part(discord, bot, ada, basho, dreams, landscape):
    dreamers = roster.create_role(discord.world, dreams.guild, "dreamers")
    opened = await ada.invoke(dreams, "challenge start")
    await ada.submit(opened, {"about": "a house of birds", "times": "3d, then 12h", "way": ["places private"]})
    preview = await previewed(discord, ada)
    assert "votes with 🥇 🥈 🥉, in private" in preview.content
    assert not any(m.content.endswith("· entries") for m in dreams.messages.values())
    form = await ada.press(preview, drafted(preview)["conditions"])
    await ada.submit(form, {"roles": [dreamers.id], "days": "7", "entries": "2", "terms": ["named", "earlier"]})
    changed = await discord.until(lambda m: m is preview and f"for <@&{dreamers.id}>" in m.content)
    assert "up to 2 dreams each" in changed.content
    assert "for accounts of at least 7 days" in changed.content
    form = await ada.press(preview, drafted(preview)["outline"])
    await ada.submit(form, {"kind": ["relay"], "pictures": [("landscape.png", landscape)]})
    changed = await discord.until(lambda m: m is preview and "one step deeper" in m.content)
    assert await discord.fetch(changed.attachments[0]) == landscape
    await post(ada, preview)
    await discord.until(lambda m: m.content.endswith("· entries"))
    rules = (await bot.dispatcher.store.challenges.get(1)).rules
    assert (rules.theme, rules.entries_per_person, rules.anonymous) == ("a house of birds", 2, False)
    assert not preview.components


async def test_others_may_vote_than_enter(discord, bot, ada, basho, dreams):
    painters, critics = (roster.create_role(discord.world, dreams.guild, name) for name in ("painters", "critics"))
    words = f"!challenge start theme: clouds role: <@&{painters.id}> voters: "
    preview = await answer(discord, await ada.say(dreams, f"{words}<@&{critics.id}>"))
    assert f"<@&{painters.id}> enter" in preview.content
    assert f"<@&{critics.id}> vote" in preview.content
    form = await ada.press(preview, drafted(preview)["conditions"])
    await ada.submit(form, {"roles": [painters.id], "entries": "2"})
    await discord.until(lambda m: m is preview and "up to 2 dreams each" in m.content)
    await post(ada, preview)
    await discord.until(lambda m: m.content.endswith("· entries"))
    rules = (await bot.dispatcher.store.challenges.get(1)).rules
    assert (rules.entrants.roles, rules.voters.roles) == ({painters.id}, {critics.id})

    preview = await answer(discord, await ada.say(dreams, f"{words}<@&{dreams.guild.id}>"))
    assert f"<@&{painters.id}> enter" in preview.content
    assert "everybody votes" in preview.content


async def test_a_challenge_is_held_in_another_channel_where_its_host_may_write(
    discord, bot, ada, basho, dreams, landscape
):
    arena = roster.add_channel(discord.world, dreams.guild, "arena")
    planners = roster.create_role(discord.world, dreams.guild, "planners", Permissions.MANAGE_EVENTS)
    roster.give(discord.world, dreams.guild, basho.user, planners)
    words = f"!challenge start theme: clouds channel: <#{arena.id}>"

    preview = await answer(discord, await basho.say(dreams, words))
    await post(basho, preview)
    opened = await discord.until(lambda m: m.author.bot and m.content.endswith("· entries"))
    assert opened.channel is arena
    mine = await dream(discord, ada, arena, landscape)
    await ada.press(mine, buttons(mine)["enter"])
    assert await discord.until(lambda m: m.ephemeral_for is ada.user and "is in challenge 1; good luck" in m.content)

    discord.world.overwrite(arena, basho.id, deny=Permissions.SEND_MESSAGES)
    said = await answer(discord, await basho.say(dreams, words))
    assert said.content == f"You cannot write in <#{arena.id}> yourself, so name a channel where you can."
    discord.world.overwrite(arena, bot.user.id, deny=Permissions.ADD_REACTIONS)
    said = await answer(discord, await ada.say(dreams, words))
    assert said.content.startswith(f"For a challenge in <#{arena.id}> I lack Add Reactions;")
    assert [each.id for each in await bot.dispatcher.store.challenges.under_way()] == [1]


async def test_without_a_word_a_button_opens_the_form_which_says_what_is_wrong(discord, bot, ada, basho, dreams):
    offered = await answer(discord, await ada.say(dreams, "!challenge start"))
    (button,) = buttons(offered).values()
    assert offered.content.startswith("What should it be?")
    await basho.press(offered, button)
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "somebody else's preview" in m.content)
    opened = await ada.press(offered, button)
    await ada.submit(opened, {"about": ""})
    assert await discord.until(lambda m: m.ephemeral_for is ada.user and "it needs a theme" in m.content)


async def test_a_preview_is_its_hosts_alone_and_can_be_discarded(discord, bot, ada, basho, dreams):
    preview = await answer(discord, await ada.say(dreams, "!challenge start theme: clouds"))
    pressed = drafted(preview)
    await basho.press(preview, pressed["post"])
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "somebody else's preview" in m.content)
    await (await ada.press(preview, pressed["discard"])).outcome()
    assert preview.content == "Nothing was posted."
    assert await bot.dispatcher.store.challenges.under_way() == []


async def test_settings_are_kept_as_a_template_to_start_from(discord, bot, ada, basho, dreams, landscape):
    words = "theme: clouds length: 3d voting: 12h vote: places ballot: private entries: 2 anonymous: no"
    await begin(discord, ada, dreams, words, files=[("landscape.png", landscape)])
    kept = await answer(discord, await ada.say(dreams, "!challenge save Friday"))
    assert kept.content == "I keep the settings of challenge 1; `challenge start from: friday` begins with them."
    listed = await answer(discord, await basho.say(dreams, "!challenge templates"))
    assert listed.content == "`friday`: **clouds**, same picture, places, 3d"
    refused = await answer(discord, await basho.say(dreams, "!challenge drop friday"))
    assert refused.content.startswith("Challenges are held here by people who may manage events")
    opened = await begin(discord, ada, dreams, "from: friday theme: rain entries: 3")
    assert "**rain** · challenge 2" in opened.content
    assert await discord.fetch(opened.attachments[0]) == landscape
    first, second = [await bot.dispatcher.store.challenges.get(number) for number in (1, 2)]
    assert second.rules == first.rules.model_copy(update={"theme": "rain", "entries_per_person": 3})
    spans = [(c.course.timetable.entries_end - c.course.timetable.opens).days for c in (first, second)]
    assert spans == [3, 3]
    said = await answer(discord, await ada.say(dreams, "!challenge start from: monday"))
    assert said.content == "There is no template `monday`; there is `friday`."
    await answer(discord, await ada.say(dreams, "!challenge drop friday"))
    assert await bot.dispatcher.store.drafts.templates(dreams.guild.id) == []


async def test_whoever_may_manage_events_or_has_a_hosts_role_holds_challenges(discord, bot, ada, basho, chidi, dreams):
    refused = await answer(discord, await basho.say(dreams, "!challenge start theme: clouds"))
    assert refused.content == "Challenges are held here by people who may manage events; ask one of them."
    hosts = roster.create_role(discord.world, dreams.guild, "hosts")
    planners = roster.create_role(discord.world, dreams.guild, "planners", Permissions.MANAGE_EVENTS)
    panel = await answer_to_form(discord, ada, dreams, "Challenge hosts", {"hosts": [hosts.id]})
    assert f"<@&{hosts.id}>" in str(panel.embeds)
    refused = await answer(discord, await basho.say(dreams, "!challenge start theme: clouds"))
    assert f"or who have <@&{hosts.id}>" in refused.content
    for person, role in ((basho, hosts), (chidi, planners)):
        roster.give(discord.world, dreams.guild, person.user, role)
        assert await begin(discord, person, dreams, "theme: clouds")


async def test_dates_are_meant_in_the_time_zone_of_the_server(discord, bot, ada, dreams):
    panel = await answer_to_form(discord, ada, dreams, "Time zone", {"zone": "Asia/Tokyo"})
    assert "Asia/Tokyo" in str(panel.embeds)
    await begin(discord, ada, dreams, "theme: clouds length: tomorrow 20:00")
    ends = (await bot.dispatcher.store.challenges.get(1)).course.timetable.entries_end
    there = ends.astimezone(ZoneInfo("Asia/Tokyo"))
    assert (there.hour, there.minute) == (20, 0)
    assert (there.date() - datetime.now(UTC).astimezone(ZoneInfo("Asia/Tokyo")).date()).days == 1
    form = await ada.select(panel, buttons(panel)["change"], ["Time zone"])
    await ada.submit(form, {"zone": "Atlantis"})
    assert await discord.until(
        lambda m: m.ephemeral_for is ada.user and "called for example Europe/Berlin" in m.content
    )


async def test_dreams_enter_by_a_button_under_them_and_by_being_dreamt_in_the_thread(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    opened = await begin(discord, ada, dreams, "theme: clouds")
    mine = await dream(discord, basho, dreams, landscape)
    await chidi.press(mine, buttons(mine)["enter"])
    assert await discord.until(lambda m: m.ephemeral_for is chidi.user and "asked for yourself" in m.content)
    await basho.press(mine, buttons(mine)["enter"])
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and "is in challenge 1; good luck" in m.content)
    thread = discord.world.channel(opened.id)
    asked = await chidi.say(thread, "!dream eyes", files=[("landscape.png", landscape)])
    said = await discord.until(
        lambda m: m.channel is thread and "is in challenge 1; good luck" in m.content, after=asked
    )
    assert is_dream(said.referenced)
    authors = [each.entry.author for each in await bot.dispatcher.store.entries.of(1)]
    assert authors == [basho.id, chidi.id]
    await close(discord, ada, dreams, "· voting")
    later = await dream(discord, basho, dreams, landscape)
    assert "enter" not in buttons(later)


async def test_a_challenge_is_one_of_the_events_of_the_server_where_the_bot_may_plan_them(
    discord, bot, ada, dreams, landscape
):
    guild = dreams.guild
    planner = roster.create_role(discord.world, guild, "planner", Permissions.CREATE_EVENTS)
    roster.give(discord.world, guild, discord.bot_user, planner)
    await begin(discord, ada, dreams, "theme: clouds length: 2d voting: 1d")
    contest = await bot.dispatcher.store.challenges.get(1)
    await planned(discord, guild, lambda events: len(events) == 1)
    (event,) = guild.meetings.values()
    assert (event.name, event.location) == ("clouds", "#dreams")
    assert abs(event.ends - contest.course.timetable.voting_end.timestamp()) < 1
    await answer(discord, await ada.say(dreams, "!challenge extend 5d"))
    assert event.ends - contest.course.timetable.voting_end.timestamp() > 2 * 86400
    await enter(discord, ada, dreams, landscape)
    await close(discord, ada, dreams, "· voting")
    await close(discord, ada, dreams, "· results")
    await planned(discord, guild, lambda events: not events)


async def planned(discord, guild, condition):
    async def met():
        return condition(guild.meetings)

    await eventually(met)


async def answer_to_form(discord, owner, channel, about, values):
    """Change something in `dreamconfig` and return its panel."""
    asked = await owner.say(channel, "!dreamconfig")
    panel = await discord.until(lambda m: m.author.bot and bool(m.components), after=asked)
    form = await owner.select(panel, buttons(panel)["change"], [about])
    await (await owner.submit(form, values)).outcome()
    return panel
