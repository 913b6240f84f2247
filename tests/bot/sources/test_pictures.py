"""Pictures where Discord keeps them: which of all that hangs on a message is one."""

from types import SimpleNamespace

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.pictures import apart, of_emoji, of_files, of_message
from bot.sources.pointers import CustomEmoji
from bot.sources.refusals import NotAPicture

KINDS = st.sampled_from(["image/png", "image/gif", "text/plain", "video/mp4", None])


def attachment(name="sky.png", kind="image/png", size=10):
    url = f"https://cdn.discordapp.com/attachments/1/2/{name}"
    data = {"id": "2", "filename": name, "size": size, "url": url, "proxy_url": url}
    return discord.Attachment(
        data=data if kind is None else {**data, "content_type": kind}, state=SimpleNamespace(http=None)
    )


def sticker(kind):
    return discord.StickerItem(state=None, data={"id": "5", "name": "blob", "format_type": kind.value})


def message(files=(), embeds=(), stickers=(), forwarded=()):
    """What hangs on a message, as discord.py names it."""
    return SimpleNamespace(attachments=files, embeds=embeds, stickers=stickers, message_snapshots=forwarded)


def test_pictures_among_files_are_found_with_size_and_spoiler():
    notes, sky, hidden = attachment("notes.txt", "text/plain"), attachment(), attachment("SPOILER_sky.png", size=20)
    first, second = of_files([notes, sky, hidden])
    assert (first.url, first.size, first.spoiler) == (sky.url, 10, False)
    assert (second.url, second.size, second.spoiler) == (hidden.url, 20, True)


def test_a_file_of_a_kind_that_discord_does_not_know_is_tried():
    assert of_files([attachment("sky", None)])


def test_files_without_a_picture_are_refused_by_name():
    with pytest.raises(NotAPicture, match=r"`notes’\.txt` is not a picture"):
        of_files([attachment("notes`.txt", "text/plain")])


@given(st.lists(KINDS.map(lambda kind: attachment(kind=kind)), max_size=5))
def test_of_all_pictures_one_at_most_is_dreamt_and_the_second_or_only_one_guides(files):
    pictures = [file for file in files if (file.content_type or "").startswith("image/")]
    dreamt, guide = apart(files)
    assert guide is (pictures[:2][-1] if pictures else None)
    assert list(dreamt) == (pictures[:1] if len(pictures) > 1 else [])


def test_an_embed_is_taken_from_discords_copy_and_never_from_its_own_address():
    shown = {"url": "https://example.org/sky.png", "proxy_url": "https://media.discordapp.net/external/x/sky.png"}
    copied = discord.Embed.from_dict({"type": "image", "thumbnail": shown})
    foreign = discord.Embed.from_dict({"type": "image", "image": {"url": "https://example.org/sky.png"}})
    (found,) = of_message(message(embeds=[foreign, copied]))
    assert found.url == "https://media.discordapp.net/external/x/sky.png"


def test_a_sticker_that_is_drawn_by_a_program_is_no_picture():
    drawn, painted = sticker(discord.StickerFormatType.lottie), sticker(discord.StickerFormatType.png)
    (found,) = of_message(message(stickers=[drawn, painted]))
    assert found.url.endswith("/stickers/5.png")


def test_what_a_message_forwards_belongs_to_it():
    inside = message(files=[attachment("hill.png")])
    assert [found.url.rpartition("/")[2] for found in of_message(message([attachment()], forwarded=[inside]))] == [
        "sky.png",
        "hill.png",
    ]


@pytest.mark.parametrize(("animated", "ending"), [(False, "png"), (True, "webp?animated=true")])
def test_an_emoji_is_taken_as_it_was_made(animated, ending):
    assert of_emoji(CustomEmoji(42, animated)).url.endswith(f"/emojis/42.{ending}")
