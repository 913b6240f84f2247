"""Asking for a dream, in words or with Discord's form."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking._anywhere import anywhere
from bot.asking._choices import class_choices, preset_choices
from bot.asking.meant import dream_meant, dream_replied_to
from bot.asking.occasion import Occasion
from bot.asking.order import SEEDS, SMALLEST, STRENGTHS, Onward, Order
from bot.client import DreamBot
from bot.dreams.journeys import Motion
from bot.sources.finding import Clues, find
from bot.sources.pictures import apart

_OTHERS = ("cancel", "fine", "forget", "help", "mine", "presets", "queue", "recipe", "sheet", "stats")
"""Commands that may also be written after `dream`."""


class Dream(commands.Cog):
    """The commands `!dream` and `/dream`."""

    def __init__(self, bot: DreamBot) -> None:
        self.bot = bot
        self.intake = bot.intake
        self.vocabulary = bot.vocabulary
        self.jobs = bot.dispatcher.store.jobs

    @commands.command(name="dream")
    async def in_words(self, ctx: commands.Context[DreamBot], *, words: str = "") -> None:
        """Turn a picture into a dream."""
        first, *rest = words.split() or [""]
        if first.lower() in _OTHERS and (other := ctx.bot.get_command(first.lower())) is not None:
            given = {name: " ".join(rest) for name in other.clean_params if rest}
            await ctx.invoke(other, **given)  # type: ignore[type-var]
            return
        occasion = Occasion.of_context(ctx)
        self.intake.admit(occasion)
        order = await self.vocabulary.read(words, occasion.guild_id)
        message = ctx.message
        files, guide = apart(message.attachments) if order.guided else (message.attachments, None)
        if order.onward is not None:
            await self.intake.go_on(occasion, order, await dream_meant(self.jobs, occasion, message.reference), guide)
            return
        dream = await dream_replied_to(self.jobs, message.reference)
        if dream is not None and order.says_how_only and not files:
            await self.intake.go_on(occasion, order, dream)
            return
        clues = Clues.of_message(message, self.bot.me, order.pointer, files)
        await self.intake.take(occasion, order, await find(clues), guide)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take whatever else is said to the bot for what somebody wants to have dreamt; its bare name asks for help."""
        if message.author.bot or not message.content.startswith((f"<@{self.bot.me}>", f"<@!{self.bot.me}>")):
            return
        ctx = await self.bot.get_context(message)
        if ctx.command is None:
            named = bool(ctx.invoked_with or message.attachments or message.reference)
            ctx.command = self.in_words if named else self.bot.get_command("help")
            ctx.invoked_with = "dream"
            ctx.view.undo()
            await self.bot.invoke(ctx)

    @app_commands.command(name="dream")
    @anywhere
    @app_commands.describe(
        preset="What to dream",
        picture="What to dream it into; without one I take the last picture here",
        guide="What it should grow towards",
        go_on="Go on from my latest dream here: deeper, once more, or a little differently",
        motion="Let it move: a zoom into the dream without end, or the way from the picture to it",
        of="Something to grow in it, such as castle or golden retriever",
        strength="How many times as strong as usual",
        size="Longest side in pixels",
        seed="The same seed gives the same dream again",
        avatar="Dream somebody's face",
        noise="Dream from noise, without any picture",
    )
    async def in_a_form(
        self,
        interaction: discord.Interaction[DreamBot],
        preset: str | None = None,
        picture: discord.Attachment | None = None,
        of: str | None = None,
        strength: app_commands.Range[float, *STRENGTHS] = 1.0,
        size: app_commands.Range[int, SMALLEST, 2048] | None = None,
        seed: app_commands.Range[int, *SEEDS] | None = None,
        guide: discord.Attachment | None = None,
        avatar: discord.User | None = None,
        noise: bool = False,
        go_on: Onward | None = None,
        motion: Motion | None = None,
    ) -> None:
        """Turn a picture into a dream."""
        occasion = Occasion.of_interaction(interaction)
        self.intake.admit(occasion)
        # Whatever is said after deferring is seen by all, so what can be refused at once is refused before.
        if not self.vocabulary.knows_words:
            await occasion.defer()
        menu, classes = await self.vocabulary.menu(), await self.vocabulary.classes()
        clues = Clues.of_form(occasion.channel, self.bot.me, picture, avatar, noise=noise)
        order = Order(
            preset=None if preset is None else menu.named(preset).name,
            classes=() if of is None else (classes.named(of),),
            strength=strength,
            size=size,
            seed=seed,
            onward=go_on,
            motion=motion,
            guided=guide is not None,
            pointer=clues.pointer,
        )
        self.vocabulary.check(order, occasion.guild_id)
        await occasion.defer()
        if order.onward is not None:
            await self.intake.go_on(occasion, order, await dream_meant(self.jobs, occasion), guide)
            return
        await self.intake.take(occasion, order, await find(clues), guide)

    @in_a_form.autocomplete("preset")
    async def _complete_preset(self, _: discord.Interaction[DreamBot], current: str) -> list[app_commands.Choice[str]]:
        return await preset_choices(self.vocabulary, current)

    @in_a_form.autocomplete("of")
    async def _complete_class(self, _: discord.Interaction[DreamBot], current: str) -> list[app_commands.Choice[str]]:
        return await class_choices(self.vocabulary, current)
