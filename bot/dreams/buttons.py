"""Buttons: what can be done with a dream by pressing. Each carries its job's id, so it works for ever."""

import re
from typing import TYPE_CHECKING, Self

import discord

from bot import permissions
from bot.answers import tell
from bot.dreams import panel
from bot.dreams.recipes import recipe_text
from bot.dreams.sheets import EMOJI
from bot.dreams.wishes import weight_of
from bot.refusals import DreamForgotten, NotYours
from bot.store.jobs import Job

if TYPE_CHECKING:
    from bot.client import DreamBot

_LABELS = {
    "cancel": ("Cancel", None),
    "again": ("Again", "🔁"),
    "vary": ("Vary", "🎲"),
    "deeper": ("Deeper", "🌀"),
    "zoom": ("Zoom", "🔍"),
    "sheet": ("Sheet", EMOJI),
    "recipe": ("Recipe", "📜"),
    "dm": ("DM me", "💌"),
    "delete": ("Delete", "🗑️"),
}


class JobButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"dream:(?P<verb>{'|'.join(_LABELS)}):(?P<job>[0-9a-f]{{12}})",
):
    """Does one thing with one job, whoever made the message that it is on, and whenever."""

    def __init__(self, verb: str, job: str) -> None:
        label, emoji = _LABELS[verb]
        style = discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=label, emoji=emoji, style=style, custom_id=custom_id(verb, job)))
        self.verb = verb
        self.job = job

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[discord.Client],
        _item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
    ) -> Self:
        """Return the button that a pressed id belongs to."""
        return cls(match["verb"], match["job"])

    async def callback(self, interaction: "discord.Interaction[DreamBot]") -> None:  # type: ignore[override]
        """Do it, or tell the person why not."""
        try:
            match self.verb:
                case "cancel":
                    await self._cancel(interaction)
                case "recipe":
                    await self._tell_recipe(interaction)
                case "delete":
                    await self._delete(interaction)
                case "dm":
                    await self._send_directly(interaction)
                case _:
                    await self._ask(interaction)
        # All that can go wrong is told to whoever pressed, and what nobody foresaw is logged.
        except Exception as error:  # noqa: BLE001
            await tell(interaction, error)

    async def _cancel(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer()
        moderator = interaction.permissions.manage_messages
        await interaction.client.dispatcher.cancel(self.job, interaction.user.id, moderator=moderator)

    async def _tell_recipe(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        job = await self._known(interaction)
        usual = (await interaction.client.dispatcher.menu()).get(job.preset.name)
        await interaction.followup.send(recipe_text(job, usual), ephemeral=True)

    async def _delete(self, interaction: "discord.Interaction[DreamBot]") -> None:
        job = await self._known(interaction)
        if interaction.user.id != job.asker and not interaction.permissions.manage_messages:
            raise NotYours
        await interaction.response.defer()
        dispatcher = interaction.client.dispatcher
        await dispatcher.stage.message(job).delete()
        if job.card is not None:
            await dispatcher.forget_messages([job.card])

    async def _send_directly(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        job = await self._known(interaction)
        channel = await interaction.user.create_dm()
        await panel.send_directly(interaction.client.dispatcher, job, _asker(interaction), channel)
        await interaction.followup.send(f"It comes to your direct messages: {channel.jump_url}", ephemeral=True)

    async def _ask(self, interaction: "discord.Interaction[DreamBot]") -> None:
        thread = isinstance(interaction.channel, discord.Thread)
        permissions.check(interaction.app_permissions, posts=True, thread=thread)
        await interaction.response.defer()
        job = await self._known(interaction)
        dispatcher, asker = interaction.client.dispatcher, _asker(interaction)
        match self.verb:
            case "sheet":
                await panel.ask_for_sheet(dispatcher, job, asker)
            case "zoom":
                await panel.ask_on(dispatcher, job, "again", asker, motion="zoom")
            case "again" | "vary" | "deeper" as verb:
                await panel.ask_on(dispatcher, job, verb, asker)

    async def _known(self, interaction: "discord.Interaction[DreamBot]") -> Job:
        job = await interaction.client.dispatcher.store.jobs.get(self.job)
        if job is None or job.card is None:
            raise DreamForgotten
        return job


def custom_id(verb: str, job: str) -> str:
    """Return what Discord sends back when the button is pressed."""
    return f"dream:{verb}:{job}"


def card_buttons(job: str) -> discord.ui.View:
    """Return the buttons of a card whose dream is not over."""
    return _view(job, "cancel")


def dream_buttons(job: Job) -> discord.ui.View:
    """Return the buttons under a dream, under one that moves, or under a tasting sheet."""
    if job.tasting is not None:
        return _view(job.id, "vary", "dm", "delete")
    if job.journey is not None:
        return _view(job.id, "again", "vary", "recipe", "dm", "delete")
    return _view(job.id, "again", "vary", "deeper", "zoom", "sheet", "recipe", "dm", "delete")


def _asker(interaction: "discord.Interaction[DreamBot]") -> panel.Asker:
    return panel.Asker(interaction.user.id, weight_of(interaction.user, interaction.client.settings.role_weights))


def _view(job: str, *verbs: str) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for verb in verbs:
        view.add_item(JobButton(verb, job))
    return view
