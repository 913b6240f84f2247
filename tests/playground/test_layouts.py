"""Messages that are made of components alone."""

import io

import discord as library
import pytest

from bot.playground.objects import MessageFlags
from tests.playground.conftest import png_of


class Card(library.ui.LayoutView):
    """A bit of everything."""

    box = library.ui.Container(
        library.ui.Section(
            library.ui.TextDisplay("# A dream"), accessory=library.ui.Thumbnail("attachment://small.png")
        ),
        library.ui.Separator(),
        library.ui.MediaGallery(
            library.MediaGalleryItem("attachment://sky.png", description="The sky"),
            library.MediaGalleryItem("https://example.com/a.png"),
        ),
        library.ui.File("attachment://recipe.json"),
        library.ui.ActionRow(library.ui.Button(label="Again", custom_id="again:7")),
        accent_colour=0x7C5CFF,
    )


@pytest.fixture
async def sent(discord, bot, sky):
    files = [
        library.File(io.BytesIO(content), name)
        for name, content in (("small.png", png_of(8, 8)), ("sky.png", sky), ("recipe.json", b"{}"))
    ]
    return await bot.get_channel(discord.channels["dreams"].id).send(view=Card(), files=files)


async def test_what_a_layout_shows_can_be_downloaded(discord, sent, sky):
    assert sent.flags.components_v2
    section, _, gallery, file, _ = sent.components[0].children
    assert section.children[0].content == "# A dream"
    assert await discord.fetch(section.accessory.media.url) == png_of(8, 8)
    own, foreign = gallery.items
    assert (own.media.width, own.media.height, own.description) == (40, 30, "The sky")
    assert await discord.fetch(own.media.url) == sky
    assert foreign.media.proxy_url.startswith(discord.url)
    assert (file.name, file.size) == ("recipe.json", 2)


async def test_buttons_in_a_layout_are_pressed_as_all_others(discord, bot, sent):
    message = discord.world.message(discord.channels["dreams"], sent.id)
    pressed = await discord.people["Ada"].press(message, "again:7")
    assert await pressed.outcome() == "acknowledged"
    assert pressed.original.content == "again 7"


async def test_a_layout_has_no_words_of_its_own(discord, bot):
    route = library.http.Route("POST", "/channels/{channel_id}/messages", channel_id=discord.channels["dreams"].id)
    text = {"type": 10, "content": "x"}
    body = {"content": "words", "flags": int(MessageFlags.COMPONENTS_V2), "components": [text]}
    with pytest.raises(library.HTTPException) as refused:
        await bot.http.request(route, json=body)
    assert refused.value.code == 50035
