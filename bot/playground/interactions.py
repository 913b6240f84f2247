"""What people do that the bot must answer, and the rules of answering: three seconds, one answer, fifteen minutes."""

import asyncio
import secrets
from dataclasses import dataclass

from bot.playground import errors, messages
from bot.playground.commands import CommandType
from bot.playground.drafts import Draft, Edit
from bot.playground.errors import JSON
from bot.playground.events import InteractionChanged
from bot.playground.objects import (
    Channel,
    Interaction,
    InteractionState,
    InteractionType,
    Message,
    MessageFlags,
    MessageType,
    Resolved,
    User,
)
from bot.playground.world import World

DEADLINE = 3  # seconds until the first answer
LIFETIME = 15 * 60  # seconds for which the token works
REMEMBERED = 1000  # interactions whose tokens are still told apart from wrong ones

ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FITTING = {
    InteractionType.COMMAND: {ANSWER, DEFERRED, MODAL},
    InteractionType.COMPONENT: {ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL},
    InteractionType.AUTOCOMPLETE: {CHOICES},
    InteractionType.MODAL: {ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE},
}
MENUS = (CommandType.USER, CommandType.MESSAGE)


@dataclass(frozen=True)
class Answer:
    """The bot's first answer: of this type, with what belongs to it. Only one of the others is there."""

    kind: int
    draft: Draft | None = None
    edit: Edit | None = None
    choices: list[JSON] | None = None
    modal: JSON | None = None


class Interactions:
    """All interactions of late, by id and by token."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[int, Interaction] = {}
        self._deadlines: dict[int, asyncio.TimerHandle] = {}

    def send(
        self,
        kind: InteractionType,
        user: User,
        channel: Channel,
        data: JSON,
        *,
        name: str = "",
        message: Message | None = None,
        resolved: Resolved | None = None,
        opener: Interaction | None = None,
    ) -> Interaction:
        """Send an interaction to the bot. It fails at once when no bot is there to hear it."""
        interaction = Interaction(
            id=self._world.snowflakes.next(),
            token=secrets.token_urlsafe(48),
            type=kind,
            user=user,
            channel=channel,
            created=self._world.clock(),
            data=data,
            name=name,
            message=message,
            opener=opener,
            resolved=resolved or Resolved(),
        )
        self._let_go_of_the_old()
        self._known[interaction.id] = interaction
        self._world.announce(InteractionChanged(interaction))
        if interaction.delivered:
            self._watch(interaction)
        else:
            self._settle(interaction, "failed")
        return interaction

    def respond(self, interaction_id: int, token: str, answer: Answer) -> Interaction:
        """Take the first answer, and return what it answers. Raises 10062, 40060, 50035."""
        interaction = self._awaiting(interaction_id, token)
        fitting = FITTING[interaction.type]
        if interaction.type is InteractionType.MODAL and interaction.message is None:
            fitting = fitting - {DEFERRED_UPDATE, UPDATE}
        if answer.kind not in fitting:
            message = "Response type is not valid for this interaction"
            raise errors.invalid_form("type", "INTERACTION_RESPONSE_TYPE_INVALID", message)
        if answer.kind == DEFERRED:
            hidden = answer.draft.flags & MessageFlags.EPHEMERAL if answer.draft else MessageFlags.NONE
            interaction.original = self._post(interaction, Draft(flags=hidden | MessageFlags.LOADING))
        elif answer.draft:
            interaction.original = self._post(interaction, answer.draft)
        elif answer.kind in (DEFERRED_UPDATE, UPDATE):
            interaction.original = interaction.message
            if answer.edit and interaction.message:
                messages.edit(self._world, interaction.message, answer.edit)
        interaction.choices = answer.choices or []
        interaction.modal = answer.modal
        interaction.answer = answer.kind
        self._settle(interaction, "acknowledged")
        return interaction

    def _awaiting(self, interaction_id: int, token: str) -> Interaction:
        """Return the interaction that still waits for its first answer. Raises 10062, 40060."""
        interaction = self._known.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise errors.unknown("interaction")
        if interaction.answer is not None:
            raise errors.already_acknowledged()
        if interaction.state == "failed" or self._is_late(interaction):
            self._settle(interaction, "failed")
            raise errors.unknown("interaction")
        return interaction

    def known(self, interaction_id: int) -> Interaction:
        """Return an interaction of late. Raises 10062."""
        try:
            return self._known[interaction_id]
        except KeyError:
            raise errors.unknown("interaction") from None

    def upload_limit(self, interaction_id: int) -> int:
        """Return how many bytes a file of the answer may have."""
        known = self._known.get(interaction_id)
        return self._world.limit_in(known.channel) if known else self._world.upload_limit

    def with_token(self, token: str) -> Interaction:
        """Return the interaction whose webhook this is. Raises 50027 when the token is over, 10015 before an answer."""
        found = next((each for each in self._known.values() if each.token == token), None)
        if found is None or self._world.clock() - found.created > LIFETIME:
            raise errors.invalid_webhook_token()
        if found.answer is None:
            raise errors.unknown("Webhook")
        return found

    def follow_up(self, interaction: Interaction, draft: Draft) -> Message:
        """Say something more. The first follow-up takes the place of "is thinking…"."""
        original = interaction.original
        if original and original.is_there and MessageFlags.LOADING in original.flags:
            allowed = draft.allowed_mentions
            edit = Edit(draft.content, draft.embeds, draft.components, uploads=draft.uploads, allowed_mentions=allowed)
            return messages.edit(self._world, original, edit)
        return self._post(interaction, draft)

    def message(self, interaction: Interaction, which: int | None) -> Message:
        """Return one of the interaction's messages; None is the first answer. Raises 10008."""
        found = interaction.original if which is None else interaction.channel.messages.get(which)
        if found is None or not found.is_there:
            raise errors.unknown("Message")
        if found is not interaction.original and found.interaction is not interaction:
            raise errors.unknown("Message")
        return found

    def tick(self) -> None:
        """Let those fail that the clock has left behind."""
        for interaction in [self._known[each] for each in self._deadlines]:
            if self._is_late(interaction):
                self._settle(interaction, "failed")

    def close(self) -> None:
        """Stop all clocks."""
        for deadline in self._deadlines.values():
            deadline.cancel()
        self._deadlines.clear()

    def _post(self, interaction: Interaction, draft: Draft) -> Message:
        """Post a message of this interaction. What answers a button, or follows an answer, is a reply to it."""
        menu = interaction.data.get("type") in MENUS
        kind = MessageType.CONTEXT_MENU_COMMAND if menu else MessageType.CHAT_INPUT_COMMAND
        above = interaction.original or interaction.message
        if above:
            kind = MessageType.DEFAULT
            if not above.ephemeral_for:
                draft.reply_to, draft.reply_must_exist = above.id, False
                allowed = {"parse": ["users", "roles", "everyone"]} | (draft.allowed_mentions or {})
                draft.allowed_mentions = allowed | {"replied_user": False}
        hidden = MessageFlags.EPHEMERAL in draft.flags
        return messages.post(
            self._world,
            interaction.channel,
            self._world.bot_user,
            draft,
            kind=kind,
            interaction=interaction,
            ephemeral_for=interaction.user if hidden else None,
        )

    def _is_late(self, interaction: Interaction) -> bool:
        return self._world.clock() - interaction.created > DEADLINE

    def _watch(self, interaction: Interaction) -> None:
        """Let the interaction fail when the world's clock passes the deadline; that clock need not be the loop's."""
        if interaction.answer is not None:
            return
        if self._is_late(interaction):
            self._settle(interaction, "failed")
            return
        remaining = DEADLINE - (self._world.clock() - interaction.created)
        loop = asyncio.get_running_loop()
        self._deadlines[interaction.id] = loop.call_later(max(remaining, 0.01), self._watch, interaction)

    def _settle(self, interaction: Interaction, state: InteractionState) -> None:
        if deadline := self._deadlines.pop(interaction.id, None):
            deadline.cancel()
        if not interaction.settled.is_set():
            interaction.state = state
            interaction.settled.set()
            self._world.announce(InteractionChanged(interaction))

    def _let_go_of_the_old(self) -> None:
        """Drop files of expired interactions, and forget the oldest altogether."""
        for interaction in self._known.values():
            if self._world.clock() - interaction.created <= LIFETIME:
                break
            self._world.attachments.drop(interaction.resolved.attachments)
            interaction.resolved.attachments.clear()
        while len(self._known) >= REMEMBERED:
            oldest = self._known.pop(next(iter(self._known)))
            self._world.attachments.drop(oldest.resolved.attachments)
