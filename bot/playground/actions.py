"""What the page lets a person do: the verbs of `people`, over HTTP."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.playground import roster
from bot.playground.beginnings import Plan
from bot.playground.errors import JSON, ApiError, RefusedError
from bot.playground.frames import Frames
from bot.playground.interactions import Interactions
from bot.playground.objects import Channel, Message, Role, User
from bot.playground.objects.places import MIB
from bot.playground.payloads import messages
from bot.playground.people import Person
from bot.playground.rest.answers import answer
from bot.playground.rest.bodies import read
from bot.playground.world import World

MENTION = re.compile(r"@(\w+)")
EMOJI = re.compile(r"(?<![<\w]):(\w{2,32}):(?!\d)")
LOCALE = re.compile(r"[a-z]{2}(-[A-Z]{2}|-419)?")
OPTION = "option:"  # how the form field of a command's file begins
MIN_GUILD, MAX_NAME = 2, 100  # letters of the name of a guild, and of a thread's or a guild's
CHANNELS = (("dreams", "Show the bot a picture and see what it sees in it."), ("lounge", "Talk."))
SENTENCES = {
    10003: "There is no such channel.",
    10008: "That message is gone.",
    10062: "That form is too old.",
    50024: "There are no threads here.",
    50083: "This thread was put away. Write something to open it again.",
    160004: "That message has a thread already.",
    160005: "This thread is locked.",
    10014: "That emoji cannot be used here.",
    30010: "A message can carry 20 different reactions at most.",
    40005: "That file is too large: {limit} MiB is the most.",
    50006: "Write something, or attach a file.",
    50109: "That was not understood.",
}
Action = Callable[["Actions", Person, web.Request], Awaitable[JSON]]
Handler = Callable[["Actions", web.Request], Awaitable[web.Response]]


def action(verb: Action) -> Handler:
    """Return a handler that finds the person in the path, and says in one sentence why something cannot be done."""

    async def handler(self: "Actions", request: web.Request) -> web.Response:
        try:
            return answer(await verb(self, self.person(request), request))
        except ApiError as error:
            known = SENTENCES.get(error.code)
            sentence = known.format(limit=self.world.upload_limit // MIB) if known else _innermost(error)
            raise RefusedError(sentence, error.status) from None
        except (AttributeError, KeyError, TypeError, ValueError):
            raise RefusedError(SENTENCES[50109]) from None

    return handler


class Actions:
    """`/page/api/people/{person}/`."""

    def __init__(self, world: World, people: Mapping[str, Person], interactions: Interactions, frames: Frames) -> None:
        self.world = world
        self._people = people
        self._interactions = interactions
        self._frames = frames

    def person(self, request: web.Request) -> Person:
        """Return who is meant to act. Raises RefusedError."""
        for person in self._people.values():
            if str(person.id) == request.match_info["person"]:
                return person
        raise RefusedError("There is no such person here.", 404)

    @action
    async def speak(self, person: Person, request: web.Request) -> JSON:
        """Have one's Discord in another language; return which."""
        locale = str(_object((await read(request, 0)).payload)["locale"])
        if LOCALE.fullmatch(locale) is None:
            raise RefusedError("That is no language that Discord knows.")
        person.user.locale = locale
        return {"locale": locale}

    @action
    async def say(self, person: Person, request: web.Request) -> JSON:
        """Say something; return the message."""
        body = await read(request, self.world.upload_limit)
        payload = _object(body.payload)
        channel = self._channel(payload)
        reference = (payload.get("message_reference") or {}).get("message_id")
        above = self.world.message(channel, int(reference)) if reference else None
        content = self._as_written(payload.get("content") or "", channel)
        stickers = [self.world.sticker(int(each)) for each in payload.get("sticker_ids") or ()]
        files = list(body.files.values())
        said = await person.say(channel, content, files=files, stickers=stickers, reply_to=above)
        return messages.message(self.world, said)

    @action
    async def edit(self, person: Person, request: web.Request) -> JSON:
        """Change what one has said; return the message."""
        payload = _object((await read(request, 0)).payload)
        message = self._message(request)
        changed = await person.edit(message, self._as_written(str(payload["content"]), message.channel))
        return messages.message(self.world, changed)

    @action
    async def forward(self, person: Person, request: web.Request) -> JSON:
        """Send a message on to another channel; return what stands there."""
        payload = _object((await read(request, 0)).payload)
        message = self.world.message(self._channel(payload), int(payload["message_id"]))
        sent = await person.forward(message, self.world.channel(int(payload["to"])))
        return messages.message(self.world, sent)

    @action
    async def history(self, person: Person, request: web.Request) -> JSON:
        """Return what was said earlier in a channel."""
        channel = self.world.channel(int(request.match_info["channel"]))
        return self._frames.history(channel, int(request.query["before"]))

    @action
    async def start_thread(self, person: Person, request: web.Request) -> JSON:
        """Start a thread, from a message when one is named; return the thread."""
        payload = _object((await read(request, 0)).payload)
        channel, name = self._channel(payload), str(payload["name"]).strip()
        if not 1 <= len(name) <= MAX_NAME:
            raise RefusedError(f"A thread's name has 1 to {MAX_NAME} letters.")
        origin = self.world.message(channel, int(payload["message_id"])) if payload.get("message_id") else channel
        return self._frames.channel(await person.start_thread(origin, name))

    @action
    async def found(self, person: Person, request: web.Request) -> JSON:
        """Found a guild with the bot and everybody in it; return the guild."""
        name = str(_object((await read(request, 0)).payload)["name"]).strip()
        if not MIN_GUILD <= len(name) <= MAX_NAME:
            raise RefusedError(f"A server's name has {MIN_GUILD} to {MAX_NAME} letters.")
        if any(guild.name == name for guild in self.world.guilds.values()):
            raise RefusedError("There is a server with that name already.")
        others = [user for user in self.world.people if user is not person.user]
        return self._frames.guild(roster.found(self.world, Plan(name, CHANNELS), [person.user, *others]))

    @action
    async def delete(self, person: Person, request: web.Request) -> JSON:
        """Delete a message."""
        await person.delete(self._message(request))
        return {}

    @action
    async def react(self, person: Person, request: web.Request) -> JSON:
        """Put an emoji under a message."""
        await person.react(self._message(request), request.match_info["emoji"])
        return {}

    @action
    async def unreact(self, person: Person, request: web.Request) -> JSON:
        """Take one's emoji away."""
        await person.unreact(self._message(request), request.match_info["emoji"])
        return {}

    @action
    async def invoke(self, person: Person, request: web.Request) -> JSON:
        """Use a slash command; return the interaction's id. Files are fields named after their option."""
        body = await read(request, self.world.upload_limit)
        payload = _object(body.payload)
        files = {name.removeprefix(OPTION): upload for name, upload in body.files.items() if name.startswith(OPTION)}
        options = (payload.get("options") or {}) | files
        interaction = await person.invoke(self._channel(payload), str(payload["name"]), options)
        return {"id": str(interaction.id)}

    @action
    async def complete(self, person: Person, request: web.Request) -> JSON:
        """Return what the bot suggests."""
        payload = _object((await read(request, 0)).payload)
        channel, name, focused = self._channel(payload), str(payload["name"]), str(payload["focused"])
        choices = await person.complete(channel, name, payload.get("options") or {}, focused=focused)
        return {"choices": [{"name": choice.name, "value": choice.value} for choice in choices]}

    @action
    async def invoke_on(self, person: Person, request: web.Request) -> JSON:
        """Use a command from the menu of a message, or of a user; return the interaction's id."""
        payload = _object((await read(request, 0)).payload)
        channel, name = self._channel(payload), str(payload["name"])
        if payload.get("message_id"):
            interaction = await person.invoke_on(self.world.message(channel, int(payload["message_id"])), name)
        else:
            interaction = await person.invoke_on(self.world.user(int(payload["user_id"])), name, channel)
        return {"id": str(interaction.id)}

    @action
    async def press(self, person: Person, request: web.Request) -> JSON:
        """Press a button, or choose `values` in a menu; return the interaction's id."""
        payload = _object((await read(request, 0)).payload)
        message = self.world.message(self._channel(payload), int(payload["message_id"]))
        custom_id = str(payload["custom_id"])
        if "values" in payload:
            interaction = await person.select(message, custom_id, list(payload["values"]))
        else:
            interaction = await person.press(message, custom_id)
        return {"id": str(interaction.id)}

    @action
    async def submit(self, person: Person, request: web.Request) -> JSON:
        """Send a form; return the interaction's id. Files are fields named after the form's field, once for each."""
        interaction = self._interactions.known(int(request.match_info["interaction"]))
        body = await read(request, self.world.limit_in(interaction.channel))
        values = dict(_object(_object(body.payload)["values"]))
        for name, upload in body.files.items():
            if name.startswith(OPTION):
                field = name.removeprefix(OPTION).partition("#")[0]
                values.setdefault(field, []).append(upload)
        sent = await person.submit(interaction, values)
        return {"id": str(sent.id)}

    @action
    async def type_in(self, person: Person, request: web.Request) -> JSON:
        """Start to type."""
        await person.type_in(self._channel(_object((await read(request, 0)).payload)))
        return {}

    def _channel(self, payload: JSON) -> Channel:
        return self.world.channel(int(payload["channel_id"]))

    def _message(self, request: web.Request) -> Message:
        channel = self.world.channel(int(request.match_info["channel"]))
        return self.world.message(channel, int(request.match_info["message"]))

    def _as_written(self, content: str, channel: Channel) -> str:
        """Return the text with `@name` and `:emoji:` turned into what they mean here, as Discord's client does."""
        guild = channel.guild or self.world.guild
        named: dict[str, User | Role] = {role.name.casefold(): role for role in guild.roles.values()}
        named |= {user.username.casefold(): user for user in self.world.users.values()}
        named |= {user.global_name.casefold(): user for user in self.world.users.values()}
        emojis = {emoji.name: emoji for emoji in guild.emojis.values()}

        def mention(found: re.Match[str]) -> str:
            meant = named.get(found[1].casefold())
            return meant.mention if meant else found[0]

        def emoji(found: re.Match[str]) -> str:
            return str(emojis[found[1]]) if found[1] in emojis else found[0]

        return EMOJI.sub(emoji, MENTION.sub(mention, content))


def _innermost(error: ApiError) -> str:
    """Return the sentence of the first wrong field, or the error's own."""
    inside = error.errors
    while inside:
        if "_errors" in inside:
            return str(inside["_errors"][0]["message"])
        inside = next(iter(inside.values()))
    return error.message


def _object(payload: Any) -> JSON:  # noqa: ANN401 - it is checked here
    """Return a payload that must be an object. Raises TypeError."""
    if not isinstance(payload, dict):
        raise TypeError("the body is not an object")
    return payload
