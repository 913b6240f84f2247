"""The preview: how a challenge would begin, shown to its host, who posts it, changes it or throws it away."""

import re
from typing import Self

import discord
from discord.ext import commands

from bot.answers import reply
from bot.challenges._choices import USUAL_LENGTH, USUAL_VOTING
from bot.challenges._office import calendar_of, desk_of
from bot.challenges._setup import Conditions, Outline
from bot.challenges._venue import can_start_thread, check_prize
from bot.challenges.announcement import opening
from bot.challenges.kinds import Kind
from bot.challenges.moments import moment
from bot.challenges.refusals import NotInServer, NotYourDraft
from bot.challenges.rules import Rules
from bot.challenges.showing import shown
from bot.challenges.telling import repeat
from bot.challenges.timekeeper import utc_now
from bot.client import DreamBot
from bot.lasting import LastingButton, view_of
from bot.store.challenges import Plan
from bot.store.drafts import Draft
from bot.words import later, say

Interaction = discord.Interaction[DreamBot]

_LABELS = {
    "post": later("Post it"),
    "outline": later("Change"),
    "conditions": later("Who and how"),
    "discard": later("Discard"),
}
_STYLES = {"post": discord.ButtonStyle.success, "discard": discord.ButtonStyle.danger}


async def preview(bot: DreamBot, draft: Draft) -> tuple[str, list[discord.File], discord.ui.View]:
    """Return a message that shows how a challenge would begin now, and what its host can do.

    Raises:
        NotAMoment, MomentOutOfReach, NotARepetition: its times cannot be read.
    """
    plan, now = draft.plan, utc_now()
    timetable = desk_of(bot).timetable(plan, draft.spans, now)
    thread = can_start_thread(bot.get_guild(plan.server), plan.channel)
    words = opening(None, plan.host, plan.rules, timetable, bot.prefix_in(plan.server), thread=thread)
    if draft.every is not None:
        series = calendar_of(bot).series(plan, draft.every, draft.spans, now)
        comes = say("It comes {words}, at first {moment}.", words=series.words, moment=moment(series.next))
        words += f"\n-# {comes}"
    files = await shown(bot.dispatcher.store, plan.picture, "picture")
    view = view_of(*(DraftButton(verb, draft.id) for verb in _LABELS))
    head = say("👀 This is how it would begin; nothing is posted yet.")
    return f"{head}\n{words}", files, view


class DraftButton(LastingButton, template=r"challenge:draft:(?P<verb>post|outline|conditions|discard):(?P<draft>\d+)"):
    """Does one thing with a challenge that is not posted yet."""

    def __init__(self, verb: str, draft: int) -> None:
        style = _STYLES.get(verb, discord.ButtonStyle.secondary)
        custom_id = f"challenge:draft:{verb}:{draft}"
        super().__init__(discord.ui.Button(label=say(_LABELS[verb]), style=style, custom_id=custom_id))
        self.verb = verb
        self.draft = draft

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(match["verb"], int(match["draft"]))

    async def act(self, interaction: Interaction) -> None:
        """Do it."""
        drafts = interaction.client.dispatcher.store.drafts
        draft = await drafts.get(self.draft)
        if draft.plan.host != interaction.user.id:
            raise NotYourDraft
        match self.verb:
            case "outline":
                await interaction.response.send_modal(Outline(draft, _show_again))
            case "conditions":
                await interaction.response.send_modal(Conditions(draft, _show_again))
            case "discard":
                await drafts.discard(draft.id)
                await interaction.response.edit_message(content=say("Nothing was posted."), attachments=[], view=None)
            case _:
                await _post(interaction, draft)


async def _post(interaction: Interaction, draft: Draft) -> None:
    """Let the challenge begin, or come again and again."""
    bot, now = interaction.client, utc_now()
    if not isinstance(interaction.user, discord.Member):
        raise NotInServer
    check_prize(interaction.user, draft.plan.rules)
    if draft.every is None:
        desk = desk_of(bot)
        contest = await desk.start(draft.plan, desk.timetable(draft.plan, draft.spans, now), draft.id)
        words = say("Challenge {number} begins; I announce it here.", number=contest.id)
    else:
        series = await calendar_of(bot).add(draft.plan, draft.every, draft.spans, now, draft.id)
        words = say("It repeats; {when}.", when=repeat(series))
    bot.dispatch("challenge_changed")
    await interaction.response.edit_message(content=words, attachments=[], view=None)


async def _show_again(interaction: Interaction, draft: Draft) -> None:
    """Show a draft that was changed in the place of what it was."""
    words, files, view = await preview(interaction.client, draft)
    await interaction.client.dispatcher.store.drafts.change(draft)
    await interaction.edit_original_response(content=words, attachments=files, view=view)


class SetUpButton(LastingButton, template=r"challenge:setup:(?P<host>\d+)"):
    """Opens the form of a new challenge to whoever asked for it."""

    def __init__(self, host: int) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=say("Set it up"), style=discord.ButtonStyle.primary, custom_id=f"challenge:setup:{host}"
        )
        super().__init__(button)
        self.host = host

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """Return the button whose id matches."""
        return cls(int(match["host"]))

    async def act(self, interaction: Interaction) -> None:
        """Open the form."""
        if interaction.user.id != self.host:
            raise NotYourDraft
        if interaction.guild_id is None or interaction.channel_id is None:
            raise NotInServer
        draft = blank(interaction.guild_id, interaction.channel_id, self.host)
        await interaction.response.send_modal(Outline(draft, _show_first))


def blank(server: int, channel: int, host: int) -> Draft:
    """Return a draft of which nothing is said yet; its rules are none before a form, or words, have completed them."""
    plan = Plan(server, channel, host, Rules.model_construct(kind=Kind.THEME))
    return Draft(plan, USUAL_LENGTH, USUAL_VOTING, None, utc_now())


async def offer_form(ctx: commands.Context[DreamBot], draft: Draft) -> None:
    """Open the form of a new challenge, or offer a button that does: words alone can open none."""
    if ctx.interaction is not None:
        await ctx.interaction.response.send_modal(Outline(draft, _show_first))
        return
    words = say("What should it be? Press *Set it up*, or say it: `challenge start theme: make your pet a cathedral`.")
    await reply(ctx, words, view=view_of(SetUpButton(draft.plan.host)))


async def show_preview(ctx: commands.Context[DreamBot], draft: Draft) -> None:
    """Answer a command with the preview: in words to everybody, who can see how it is done; in a form to one alone."""
    words, files, view = await preview(ctx.bot, draft)
    await reply(ctx, words, files=files, view=view, ephemeral=True)


async def _show_first(interaction: Interaction, draft: Draft) -> None:
    """Write a draft down and show it, to its host alone where they used the form of a command."""
    await preview(interaction.client, draft)
    words, files, view = await preview(interaction.client, await interaction.client.dispatcher.store.drafts.add(draft))
    await interaction.edit_original_response(content=words, attachments=files, view=view)
