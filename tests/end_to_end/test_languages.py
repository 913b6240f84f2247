"""The bot speaks to a server in its language, and to a person alone in theirs."""

import pytest

from bot.playground.people import Person
from tests.end_to_end.challenges.steps import answer, drafted, dream
from tests.end_to_end.conftest import at_home, buttons, is_card, is_dream
from tests.end_to_end.test_dreamconfig import answered, ask, change, holds, panel_of

LONGEST_NAME = 32
LONGEST_DESCRIPTION = 100
"""Discord's limits."""


@pytest.fixture
async def bot(discord, pretender):
    async with at_home(discord, engines=(pretender(seconds=0.05, slots=4).url,)) as run:
        yield run.bot


@pytest.fixture
def klara(ada) -> Person:
    """Ada, whose Discord is in German."""
    ada.user.locale = "de"
    return ada


def labels(message):
    """What stands on the buttons of a message, by what they do."""
    pressable = [each for row in message.components for each in row["components"]]
    return {each["custom_id"].split(":")[1]: each.get("label") for each in pressable}


async def test_a_server_that_has_chosen_german_reads_german(discord, pretender, ada, basho, dreams, landscape):
    async with at_home(discord, engines=(pretender(seconds=0.3).url,)):
        panel = await change(discord, ada, dreams, "Language", {"language": ["de"]})
        assert panel.embeds[0]["title"] == "So verhalte ich mich hier"
        assert holds(panel, "Sprache") == "Deutsch"
        asked = await ask(discord, basho, dreams, landscape)
        card = await discord.until(lambda m: is_card(m) and "▱" in m.content, after=asked)
        assert " · fertig <t:" in card.content
        assert labels(card) == {"cancel": "Abbrechen"}
        done = await discord.until(lambda m: m is card and is_dream(m))
        assert f"**eyes** für <@{basho.id}>" in done.content
        assert "geträumt in 0,3 s" in done.content
        assert labels(done)["deeper"] == "Tiefer"
        assert done.attachments[0].description.endswith("geträumt mit dem Preset eyes: Das Bild schaut zurück.")
        refused = await answered(discord, await basho.say(dreams, "!dream eyez"))
        assert refused.content == "Den Traum `eyez` kenne ich nicht; meinst du **eyes**?"
        helped = await answered(discord, await basho.say(dreams, "!help"))
        assert helped.embeds[0]["title"] == "Ich träume"


async def test_a_server_that_has_chosen_nothing_reads_what_discord_says_of_it(discord, pretender, ada, dreams):
    dreams.guild.locale = "de"
    async with at_home(discord, engines=(pretender().url,)):
        panel = await panel_of(discord, ada, dreams)
        assert holds(panel, "Sprache") == "wie es bei Discord für den Server steht"
        english = await change(discord, ada, dreams, "Language", {"language": ["en"]})
        assert holds(english, "Language") == "English"
        again = await change(discord, ada, dreams, "Language", {"language": ["discord"]})
        assert holds(again, "Sprache") == "wie es bei Discord für den Server steht"


async def test_a_person_alone_is_answered_in_their_language_and_all_others_in_the_servers(
    discord, bot, klara, basho, dreams, landscape
):
    early = await klara.invoke(dreams, "dream", {"preset": "eyez"})
    await early.outcome()
    refused = await discord.until(lambda m: m is early.original and m.content)
    assert refused.ephemeral_for is None
    assert refused.content.startswith("I do not know the dream"), "it is known only after all see that it comes"
    listed = await klara.invoke(dreams, "mydreams list")
    await listed.outcome()
    assert listed.original.ephemeral_for is klara.user
    assert listed.original.embeds[0]["title"] == "Deine Träume"
    refused = await klara.invoke(dreams, "dream", {"preset": "eyez"})
    await refused.outcome()
    assert refused.original.content == "Den Traum `eyez` kenne ich nicht; meinst du **eyes**?"
    asked = await klara.invoke(dreams, "dream", {"preset": "eyes", "noise": True})
    await asked.outcome()
    dreamt = await discord.until(lambda m: m is asked.original and is_dream(m))
    assert f"**eyes** for <@{klara.id}>" in dreamt.content
    assert labels(dreamt)["deeper"] == "Deeper"
    told = await klara.press(dreamt, buttons(dreamt)["recipe"])
    await told.outcome()
    recipe = await discord.until(lambda m: m.ephemeral_for is klara.user and "json" in m.content)
    assert "und alles andere wie immer bei **eyes**" in recipe.content
    told = await basho.press(dreamt, buttons(dreamt)["delete"])
    await told.outcome()
    assert await discord.until(lambda m: m.ephemeral_for is basho.user and m.content.startswith("Only the person"))
    presets = await klara.invoke(dreams, "dreams presets")
    await presets.outcome()
    assert presets.original.embeds[0]["title"] == "What I dream of"


async def test_forms_and_what_discord_suggests_are_in_the_language_of_the_person(discord, bot, klara, dreams):
    suggested = await klara.complete(dreams, "dream", {"preset": "ey"}, focused="preset")
    assert suggested[0].name == "👀 eyes – Das Bild schaut zurück."
    opened = await klara.invoke(dreams, "dreams fine", {"preset": "eyes"})
    await opened.outcome()
    assert opened.modal["title"] == "Feinheiten: eyes"
    sent = await klara.submit(opened, {"strength": "sehr"})
    await sent.outcome()
    assert await discord.until(lambda m: m.content == "Nach `strength` fehlt eine Zahl, zum Beispiel `strength 1.5`.")


async def test_direct_messages_are_in_the_language_that_the_person_was_heard_to_speak(discord, bot, klara):
    answer = await answered(discord, await klara.say(klara.direct, "!dreamconfig"))
    assert answer.content.startswith("That is for servers")
    invoked = await klara.invoke(klara.direct, "mydreams stats")
    await invoked.outcome()
    answer = await answered(discord, await klara.say(klara.direct, "!dreamconfig"))
    assert answer.content == "Das ist etwas für Server; frag mich auf einem von deinen."


async def test_a_challenge_is_held_in_the_language_of_its_server(discord, bot, ada, dreams, landscape):
    await change(discord, ada, dreams, "Language", {"language": ["de"]})
    asked = await ada.say(dreams, "!challenge start theme: Katzen vote: places")
    preview = await answer(discord, asked)
    assert "So würde es beginnen; noch ist nichts veröffentlicht." in preview.content
    await (await ada.press(preview, drafted(preview)["post"])).outcome()
    opening = await discord.until(lambda m: m.author.bot and m.content.startswith("🏁"), after=preview)
    assert "Ein Thema, und alle träumen ein eigenes Bild." in opening.content
    assert opening.content.endswith("-# Challenge 1 · Einreichen")
    mine = await dream(discord, ada, dreams, landscape)
    entered = await ada.say(dreams, "!challenge enter", reply_to=mine)
    assert (await answered(discord, entered)).content.endswith("ist in Challenge 1; viel Glück!")
    closed = await ada.say(dreams, "!challenge close")
    vote = await discord.until(lambda m: m.content.endswith("· Abstimmung"), after=closed)
    assert "Die Abstimmung ist offen, ein Traum in" in vote.content
    closed = await ada.say(dreams, "!challenge close")
    results = await discord.until(lambda m: m.content.endswith("· Ergebnis"), after=closed)
    assert f"<@{ada.id}>: 0 Punkte" in results.content


async def test_discord_knows_the_words_of_commands_in_every_language(discord, bot):
    def described(command):
        yield command
        for option in command.get("options", []):
            yield from described(option)

    commands = discord.commands.registered()
    for command in commands:
        for each in described(command):
            if each.get("description"):
                assert 1 <= len(each["description_localizations"]["de"]) <= LONGEST_DESCRIPTION, each["name"]
            assert each["name"] == each["name"].lower() or command.get("type", 1) != 1, "what people say stays English"
    menus = {each["name"]: each["name_localizations"]["de"] for each in commands if each.get("type", 1) != 1}
    assert menus["Dream this"] == "Träum das"
    assert all(1 <= len(name) <= LONGEST_NAME for name in menus.values())
    assert len(set(menus.values())) == len(menus)
