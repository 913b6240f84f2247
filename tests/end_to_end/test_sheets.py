"""Tasting sheets: small dreams side by side, and a reaction for each that asks for it whole."""

from tests.end_to_end.conftest import at_home, buttons, file_of, is_card, is_dream

PRESETS = {"eyes": "👀", "strokes": "🎨", "ornaments": "🧿"}


def is_sheet(message):
    """Whether it is a finished tasting sheet."""
    return message.author.bot and "**tasting sheet** for" in message.content and len(message.attachments) == 1


def is_laid_out(message):
    """Whether it is a sheet with the reaction of each of the presets."""
    return is_sheet(message) and all(emoji in message.reactions for emoji in PRESETS.values())


async def test_a_sheet_of_chosen_presets_is_tasted_and_the_one_that_is_reacted_to_dreamt_also_after_a_restart(
    discord, engine, tmp_path, ada, basho, dreams, landscape
):
    data = tmp_path / "data"
    async with at_home(discord, engines=(engine.url,), data=data):
        said = f"!dream sheet {', '.join(PRESETS)} seed 7"
        asked = await ada.say(dreams, said, files=[("landscape.png", landscape)])
        sheet = await discord.until(is_laid_out, after=asked)
        assert sheet.content.startswith(f"🍱 **tasting sheet** for <@{ada.id}>\n-# 3 tastes in ")
        assert list(sheet.reactions) == list(PRESETS.values())
        assert sheet.attachments[0].description == "Small dreams of the picture side by side: eyes, strokes, ornaments"
    await discord.bot_gone()
    async with at_home(discord, engines=(engine.url,), data=data):
        await basho.react(sheet, "🎨")
        dream = await discord.until(lambda m: is_dream(m, "strokes"), after=sheet)
        assert dream.referenced is sheet
        assert "seed 7 · 96 × 72" in dream.content
        asked = await ada.say(dreams, "!dream strokes seed 7", files=[("landscape.png", landscape)])
        alone = await discord.until(is_dream, after=asked)
        assert await file_of(discord, alone) == await file_of(discord, dream)


async def test_a_sheet_of_everything_is_asked_for_in_words_by_form_by_button_and_as_a_reply(
    discord, pretender, ada, basho, dreams, landscape
):
    engine = pretender(seconds=0.1)
    async with at_home(discord, engines=(engine.url,)) as run:
        files = [("landscape.png", landscape)]
        asked = await ada.say(dreams, "!dream eyes", files=files)
        dream = await discord.until(is_dream, after=asked)
        sheets = []
        for ask in (
            lambda: ada.say(dreams, "!sheet", files=files),
            lambda: basho.invoke(dreams, "sheet", {"picture": files[0]}),
            lambda: ada.press(dream, buttons(dream)["sheet"]),
            lambda: basho.say(dreams, f"<@{discord.bot_user.id}> sheet", reply_to=dream),
        ):
            latest = list(dreams.messages.values())[-1]
            await ask()
            sheets.append(await discord.until(is_sheet, after=latest))
        jobs = [await run.bot.dispatcher.store.jobs.by_card(sheet.id) for sheet in sheets]
        assert all(len(job.tasting) == 20 for job in jobs)
        assert len({job.source for job in jobs}) == 1


async def test_a_sheet_takes_presets_alone(discord, bot, ada, dreams, landscape):
    for words in ("castle", "x2", "deeper", "zoom"):
        asked = await ada.say(dreams, f"!sheet eyes {words}", files=[("landscape.png", landscape)])
        answer = await discord.until(lambda m: m.author.bot and not is_card(m), after=asked)
        assert answer.content.startswith("A tasting sheet is of presets alone")
    await ada.invoke(dreams, "sheet", {"presets": "castle"})
    answer = await discord.until(lambda m: m.ephemeral_for is ada.user)
    assert answer.content.startswith("A tasting sheet is of presets alone")
