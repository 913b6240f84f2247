"""Channels in channels: starting one, joining, putting away."""

from collections.abc import Iterable

from bot.playground import errors, events
from bot.playground.messages import forget_all, note
from bot.playground.objects import Channel, Message, MessageFlags, MessageType, Thread, User
from bot.playground.objects.places import DAY
from bot.playground.snowflakes import time_of
from bot.playground.world import World


def start_from(world: World, message: Message, by: User, name: str, auto_archive: int = DAY) -> Thread:
    """Start a thread from a message, and return it. Raises 160004 when the message has one, 50024 where none can be."""
    _check_place(message.channel)
    if message.thread:
        raise errors.ApiError(400, 160004, "A thread has already been created for this message")
    thread = _thread(world, message.id, message.channel, by, name, auto_archive)
    message.thread = thread
    message.flags |= MessageFlags.HAS_THREAD
    _open(world, thread)
    world.announce(events.MessageUpdated(message))
    note(world, thread, by, MessageType.THREAD_STARTER_MESSAGE, about=message)
    return thread


def start(
    world: World, channel: Channel, by: User, name: str, *, private: bool = False, auto_archive: int = DAY
) -> Thread:
    """Start a thread in a channel, and return it. A public one is told of in the channel. Raises 50024."""
    _check_place(channel)
    thread = _thread(world, world.snowflakes.next(), channel, by, name, auto_archive)
    thread.private = private
    _open(world, thread)
    if not private:
        note(world, channel, by, MessageType.THREAD_CREATED, content=name)
    return thread


def join(world: World, thread: Thread, users: Iterable[User]) -> None:
    """Let people be in a thread; those who are in it already stay. Raises 50083 when it was put away."""
    if thread.archived:
        raise errors.archived_thread()
    new = [user for user in users if user.id not in thread.joined]
    for user in new:
        thread.joined[user.id] = world.clock()
    if new:
        world.announce(events.ThreadMembersChanged(thread, tuple(new), ()))


def leave(world: World, thread: Thread, user: User) -> None:
    """Let somebody leave a thread. Raises 50083 when it was put away."""
    if thread.archived:
        raise errors.archived_thread()
    if thread.joined.pop(user.id, None) is not None:
        world.announce(events.ThreadMembersChanged(thread, (), (user,)))


def put_away(world: World, thread: Thread, archived: bool = True) -> None:
    """Archive a thread, or take it out again."""
    if thread.archived is not archived:
        thread.archived, thread.archive_changed = archived, world.clock()
        world.announce(events.ThreadUpdated(thread))


def put_silent_ones_away(world: World) -> None:
    """Archive every thread in which nothing was said for as long as it waits."""
    for guild in world.guilds.values():
        for thread in guild.threads.values():
            newest = next(reversed(thread.messages), thread.id)
            since = max(time_of(newest), thread.archive_changed)
            if world.clock() - since > thread.auto_archive * 60:
                put_away(world, thread)


def enter(world: World, thread: Thread, speaker: User, may_manage: bool) -> None:
    """Make ready to speak: a thread that was put away opens again, and who speaks joins. Raises 160005 if locked."""
    if thread.locked and not may_manage:
        raise errors.ApiError(400, 160005, "Thread is locked")
    put_away(world, thread, archived=False)
    join(world, thread, [speaker])


def remove(world: World, thread: Thread) -> None:
    """Delete a thread with everything in it."""
    forget_all(world, thread)
    if thread.guild:
        del thread.guild.threads[thread.id]
    world.announce(events.ThreadDeleted(thread))


def archived(channel: Channel, *, private: bool) -> list[Thread]:
    """Return the channel's threads that were put away, the latest first."""
    threads = channel.guild.threads.values() if channel.guild else ()
    found = [each for each in threads if each.parent is channel and each.archived and each.private is private]
    return sorted(found, key=lambda thread: thread.archive_changed, reverse=True)


def _check_place(channel: Channel) -> None:
    if isinstance(channel, Thread) or channel.guild is None:
        raise errors.wrong_channel_type()


def _thread(world: World, identifier: int, parent: Channel, by: User, name: str, auto_archive: int) -> Thread:
    now = world.clock()
    return Thread(
        id=identifier,
        name=name,
        guild=parent.guild,
        parent=parent,
        owner=by,
        created=now,
        archive_changed=now,
        auto_archive=auto_archive,
        joined={by.id: now},
    )


def _open(world: World, thread: Thread) -> None:
    if thread.guild:
        thread.guild.threads[thread.id] = thread
    world.announce(events.ThreadCreated(thread))
