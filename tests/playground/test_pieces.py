"""The small parts that need no bot: ids, pictures, permissions, memory."""

import io

import pytest
from PIL import Image

from bot.playground import Playground
from bot.playground.drafts import Draft
from bot.playground.gateway.intents import Intents
from bot.playground.gateway.sessions import REMEMBERED, Session
from bot.playground.messages import HISTORY, post
from bot.playground.objects import Emoji
from bot.playground.permissions import ALL, Permissions
from bot.playground.pictures import measure
from bot.playground.rights import permissions_in
from bot.playground.snowflakes import Snowflakes, time_of
from bot.playground.world import World


@pytest.fixture
def world(clock):
    return World(clock, upload_limit=1000, message_content_allowed=True)


def test_ids_grow_and_tell_the_time():
    times = iter([1_700_000_000.0, 1_700_000_000.0, 1_600_000_000.0, 1_700_000_000.5])
    ids = Snowflakes(lambda: next(times))
    made = [ids.next() for _ in range(4)]
    assert made == sorted(set(made))
    assert [time_of(each) for each in made] == [1_700_000_000.0] * 3 + [1_700_000_000.5]


@pytest.mark.parametrize(
    ("kind", "options", "content_type"),
    [
        ("PNG", {}, "image/png"),
        ("GIF", {}, "image/gif"),
        ("JPEG", {}, "image/jpeg"),
        ("JPEG", {"progressive": True, "exif": b"Exif\0\0" + bytes(300)}, "image/jpeg"),
        ("WEBP", {}, "image/webp"),
        ("WEBP", {"lossless": True}, "image/webp"),
        ("WEBP", {"exif": b"Exif\0\0" + bytes(300)}, "image/webp"),
    ],
)
def test_pictures_are_measured_by_their_first_bytes(kind, options, content_type):
    file = io.BytesIO()
    Image.new("RGB", (321, 123), "teal").save(file, kind, **options)
    assert measure(file.getvalue()) == (content_type, (321, 123))
    for length in range(60):
        measure(file.getvalue()[:length])  # whatever is cut off, it does not raise


def test_what_is_no_picture_has_no_size():
    assert measure(b"") is None
    assert measure(b"\xff\xd8\xff\xe0\x00\x10JFIF") is None
    assert measure(b"<svg/>") is None


def test_permissions_are_roles_then_overwrites(world):
    dreams = next(iter(world.guild.channels.values()))
    ada, chidi, bot = world.people[0], world.people[2], world.bot_user
    assert permissions_in(dreams, ada) == ALL
    assert Permissions.MANAGE_MESSAGES not in permissions_in(dreams, chidi)
    world.overwrite(dreams, world.guild.id, deny=Permissions.SEND_MESSAGES)
    assert Permissions.SEND_MESSAGES not in permissions_in(dreams, bot)
    (role,) = world.guild.members[bot.id].roles
    world.overwrite(dreams, role.id, allow=Permissions.SEND_MESSAGES)
    assert Permissions.SEND_MESSAGES in permissions_in(dreams, bot)
    world.overwrite(dreams, bot.id, deny=Permissions.VIEW_CHANNEL)
    assert permissions_in(dreams, bot) == Permissions.NONE


def test_the_memory_of_a_channel_is_bounded(world):
    dreams = next(iter(world.guild.channels.values()))
    for number in range(HISTORY + 5):
        last = post(world, dreams, world.bot_user, Draft(str(number), nonce=str(number)))
    assert len(dreams.messages) == HISTORY
    assert next(iter(dreams.messages.values())).content == "5"
    again = post(world, dreams, world.bot_user, Draft("x", nonce=last.nonce, enforce_nonce=True))
    assert again is last


def test_a_session_remembers_what_it_sent_up_to_a_point():
    session = Session("id", (0, 1), Intents.NONE)
    assert session.missed_since(0) == []
    for _ in range(REMEMBERED + 10):
        session.send("TEST", {})
    assert len(session.missed_since(REMEMBERED)) == 10
    assert session.missed_since(9) is None
    assert session.missed_since(REMEMBERED + 11) is None
    assert len(session.missed_since(10)) == REMEMBERED


@pytest.mark.parametrize("text", ["👁", "❤️", "1️⃣", "🇪🇸", "<:eye:5>", "eye:5"])
def test_emoji_are_recognised(text):
    assert Emoji.parse(text).name


@pytest.mark.parametrize("text", ["", "a", "eye", "1", "é", "👁" * 40, "eye:five"])
def test_what_is_no_emoji_is_refused(text):
    with pytest.raises(ValueError, match=r"emoji|invalid literal"):
        Emoji.parse(text)


async def test_waiting_in_vain_tells_what_was_said():
    async with Playground() as discord:
        await discord.people["Ada"].say(discord.channels["dreams"], "good night")
        with pytest.raises(TimeoutError, match="#dreams Ada: 'good night'"):
            await discord.until(lambda m: m.content == "good morning", timeout=0.01)
        with pytest.raises(ZeroDivisionError):
            await discord.until(lambda m: 1 / 0)
