"""Buttons: what can be done with a dream by pressing. Each carries its job's id, so it works for ever."""

import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Self

import discord

from bot import permissions
from bot.dreams import panel
from bot.dreams.recipes import recipe_text
from bot.dreams.refusals import DreamForgotten, NotYoursToDelete
from bot.dreams.sheets import EMOJI
from bot.lasting import LastingButton, view_of
from bot.servers import audit
from bot.store.jobs import Job
from bot.words import later, say

if TYPE_CHECKING:
    from bot.client import DreamBot

_LABELS = {
    "cancel": (later("Cancel"), None),
    "again": (later("Again"), "🔁"),
    "vary": (later("Vary"), "🎲"),
    "deeper": (later("Deeper"), "🌀"),
    "zoom": (later("Zoom"), "🔍"),
    "sheet": (later("Sheet"), EMOJI),
    "recipe": (later("Recipe"), "📜"),
    "dm": (later("DM me"), "💌"),
    "delete": (later("Delete"), "🗑️"),
}


_STOPPED = later("stopped a dream of {preset} that {person} asked for in {channel}")
_DELETED = later("deleted a dream of {preset} that {person} asked for in {channel}")


class JobButton(LastingButton, template=rf"dream:(?P<verb>{'|'.join(_LABELS)}):(?P<job>[0-9a-f]{{12}})"):
    """Does one thing with one job, whoever made the message that it is on, and whenever."""

    def __init__(self, verb: str, job: str) -> None:
        label, emoji = _LABELS[verb]
        style = discord.ButtonStyle.secondary
        super().__init__(discord.ui.Button(label=say(label), emoji=emoji, style=style, custom_id=custom_id(verb, job)))
        self.verb = verb
        self.job = job

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["verb"], match["job"])

    async def act(self, interaction: "discord.Interaction[DreamBot]") -> None:
        """Do it."""
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

    async def _cancel(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer()
        moderator = interaction.permissions.manage_messages
        dispatcher = interaction.client.dispatcher
        job = await dispatcher.store.jobs.get(self.job)
        await dispatcher.cancel(self.job, interaction.user.id, moderator=moderator)
        if job is not None:
            await self._note(interaction, job, _STOPPED)

    async def _tell_recipe(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        job = await _known(interaction, self.job)
        usual = (await interaction.client.dispatcher.menu()).get(job.preset.name)
        await interaction.followup.send(recipe_text(job, usual), ephemeral=True)

    async def _delete(self, interaction: "discord.Interaction[DreamBot]") -> None:
        job = await _known(interaction, self.job)
        if interaction.user.id != job.asker and not interaction.permissions.manage_messages:
            raise NotYoursToDelete
        await interaction.response.defer()
        dispatcher = interaction.client.dispatcher
        await dispatcher.stage.message(job).delete()
        if job.card is not None:
            await dispatcher.forget_messages([job.card])
        await self._note(interaction, job, _DELETED)

    async def _note(self, interaction: "discord.Interaction[DreamBot]", job: Job, deed: str) -> None:
        """Let a server's audit log know what a moderator has done with somebody's dream."""
        bot, who = interaction.client, interaction.user.id
        if who != job.asker and job.guild is not None:
            rules = bot.houses.of(job.guild)
            about = {"preset": job.preset.name, "person": f"<@{job.asker}>", "channel": f"<#{job.channel}>"}
            await audit.note(bot, job.guild, rules, who, partial(say, deed, **about))

    async def _send_directly(self, interaction: "discord.Interaction[DreamBot]") -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        job = await _known(interaction, self.job)
        channel = await interaction.user.create_dm()
        await panel.send_directly(interaction.client.dispatcher, job, _asker(interaction), channel)
        await interaction.followup.send(
            say("It comes to your direct messages: {link}", link=channel.jump_url), ephemeral=True
        )

    async def _ask(self, interaction: "discord.Interaction[DreamBot]") -> None:
        dispatcher = interaction.client.dispatcher
        job, asker = await asked(interaction, self.job)
        match self.verb:
            case "sheet":
                await panel.ask_for_sheet(dispatcher, job, asker)
            case "zoom":
                await panel.ask_on(dispatcher, job, "again", asker, motion="zoom")
            case "again" | "vary" | "deeper" as verb:
                await panel.ask_on(dispatcher, job, verb, asker)


async def asked(interaction: "discord.Interaction[DreamBot]", job_id: str) -> tuple[Job, panel.Asker]:
    """Let somebody ask for another dream by pressing, and return the dream that they go on from and who they are.

    Raises:
        MissingPermissions: the bot may not show a dream there.
        Refusal: the server does not want it there, or not for this person.
        DreamForgotten: the dream is not there any more.
    """
    thread = isinstance(interaction.channel, discord.Thread)
    permissions.check(interaction.app_permissions, posts=True, thread=thread)
    interaction.client.houses.admit(interaction.user, interaction.channel)
    await interaction.response.defer()
    return await _known(interaction, job_id), _asker(interaction)


async def _known(interaction: "discord.Interaction[DreamBot]", job_id: str) -> Job:
    """Return the job that a button belongs to.

    Raises:
        DreamForgotten: its dream is not there any more.
    """
    job = await interaction.client.dispatcher.store.jobs.get(job_id)
    if job is None or job.card is None:
        raise DreamForgotten
    return job


def custom_id(verb: str, job: str) -> str:
    """Return what Discord sends back when the button is pressed."""
    return f"dream:{verb}:{job}"


def card_buttons(job: str) -> discord.ui.View:
    """Return the buttons of a card whose dream is not over."""
    return view_of(JobButton("cancel", job))


def dream_buttons(job: Job, more: Iterable[LastingButton] = ()) -> discord.ui.View:
    """Return the buttons under a dream, under one that moves, or under a tasting sheet, and more below them."""
    verbs = ["again", "vary", "deeper", "zoom", "sheet", "recipe", "dm", "delete"]
    if job.tasting is not None:
        verbs = ["vary", "dm", "delete"]
    elif job.journey is not None:
        verbs = ["again", "vary", "recipe", "dm", "delete"]
    return view_of(*(JobButton(verb, job.id) for verb in verbs), *more)


def _asker(interaction: "discord.Interaction[DreamBot]") -> panel.Asker:
    return panel.Asker(interaction.user.id, interaction.client.houses.weight(interaction.user))
