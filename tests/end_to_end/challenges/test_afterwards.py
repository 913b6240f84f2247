"""After a challenge: who took part is told, the gallery and the board turn their pages, and people have a card."""

from datetime import UTC, datetime, timedelta

from bot.challenges.season import Finish
from bot.store.outcomes import Result
from tests.end_to_end.challenges.steps import HEART, answer, begin, close, enter, entries_in, settled, whose
from tests.end_to_end.conftest import buttons


async def test_who_took_part_is_notified_and_the_gallery_shows_their_dreams(
    discord, bot, ada, basho, chidi, dreams, landscape
):
    await begin(discord, ada, dreams, "theme: clouds of <@1>")
    refused = await answer(discord, await ada.say(dreams, "!challenge gallery"))
    assert refused.content.startswith("You can look at the dreams when the vote begins")
    for person in (ada, basho):
        await enter(discord, person, dreams, landscape)
    shown = entries_in(discord, await close(discord, ada, dreams, "· voting"))
    (best,) = [number for number in shown if await whose(bot, number) == basho.id]
    hung = await answer(discord, await chidi.say(dreams, "!challenge gallery"))
    assert "· 1 of 2\n**1** · animals" in hung.content
    await chidi.react(shown[best], HEART)
    await settled(bot, 1, 1)
    results = await close(discord, ada, dreams, "· results")
    assert {user.id for user in results.mentions} == {ada.id, basho.id}
    await chidi.press(results, buttons(results)["gallery"])
    page = await discord.until(lambda m: m.ephemeral_for is chidi.user and "· 1 of 2" in m.content)
    assert f"🥇 animals · <@{basho.id}> with 1 heart" in page.content
    before = await discord.fetch(page.attachments[0])
    await chidi.press(page, "challenge:gallery:1:1")
    page = await discord.until(lambda m: m.ephemeral_for is chidi.user and "· 2 of 2" in m.content)
    assert f"▫️ animals · <@{ada.id}> with 0 hearts" in page.content
    assert len(page.attachments) == 1
    assert before
    card = await answer(discord, await chidi.say(dreams, f"!profile {basho.mention}"))
    (embed,) = card.embeds
    assert embed["title"] == "Basho"
    assert embed["thumbnail"]["url"]
    assert {field["name"]: field["value"] for field in embed["fields"]} == {
        "Place": "1.",
        "Points": "11",
        "Challenges": "1",
        "Wins": "1",
        "On the podium": "1",
        "Votes": "1",
    }


async def test_the_board_has_pages_and_spans(discord, bot, ada, dreams):
    store, now = bot.dispatcher.store, datetime.now(UTC)
    for number, ended, people in ((1, now, range(101, 113)), (2, now - timedelta(days=800), range(201, 203))):
        await begin(discord, ada, dreams, "theme: clouds")
        results = [Result(person, Finish(person, place)) for place, person in enumerate(people, 1)]
        await store.outcomes.decide(number, results, ended)
        await close(discord, ada, dreams, f"challenge {number} · results")
    board = await answer(discord, await ada.say(dreams, "!leaderboard"))
    assert board.content.startswith("**The best dreamers of this server**\n1. <@101> · 11 points · 1 win\n1. <@201>")
    assert board.content.endswith("-# page 1 of 2")
    await ada.press(board, "challenge:board:ever:1")
    turned = await discord.until(lambda m: m is board and "page 2 of 2" in m.content)
    assert "<@112>" in turned.content
    assert buttons(turned) == {"board": "challenge:board:ever:0"}
    for span in ("month", "year"):
        board = await answer(discord, await ada.say(dreams, f"!leaderboard {span}"))
        assert f"**The best dreamers of this {span}**\n1. <@101>" in board.content
        assert "<@201>" not in board.content
