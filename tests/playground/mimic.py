"""A small bot on the real discord.py, which does a little of everything that the playground must carry."""

import asyncio
import io
import re

import discord
from discord import app_commands
from discord.ext import commands

PRESETS = ("eyes", "dogs", "pagodas")


class AgainButton(discord.ui.DynamicItem[discord.ui.Button], template=r"again:(?P<job>\d+)"):
    def __init__(self, job: int) -> None:
        super().__init__(discord.ui.Button(label="Again", custom_id=f"again:{job}"))
        self.job = job

    @classmethod
    async def from_custom_id(cls, _interaction, _item, match: re.Match[str]) -> "AgainButton":
        return cls(int(match["job"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"again {self.job}", ephemeral=self.job == 7)


class Counter(discord.ui.View):
    """Two buttons that change the message they are under, each in its own way."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.count = 0

    @discord.ui.button(label="Count", custom_id="count")
    async def step(self, interaction: discord.Interaction, _button) -> None:
        self.count += 1
        await interaction.response.edit_message(content=f"counted {self.count}", view=self)

    @discord.ui.button(label="Stop", custom_id="stop")
    async def finish(self, interaction: discord.Interaction, button) -> None:
        await interaction.response.defer()
        button.disabled = True
        await interaction.edit_original_response(content="stopped", view=self)
        await interaction.followup.send("well done", ephemeral=True)


class Mimic(commands.AutoShardedBot):
    """Whatever it hears, it writes into `heard`, where tests can wait for it."""

    def __init__(self, intents: discord.Intents | None = None, **options) -> None:
        super().__init__(
            "!",
            intents=intents
            or discord.Intents(guilds=True, messages=True, reactions=True, message_content=True, typing=True),
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            chunk_guilds_at_startup=False,
            **options,
        )
        self.heard: asyncio.Queue[tuple[str, object]] = asyncio.Queue()
        self.release = asyncio.Event()
        add_commands(self)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(AgainButton)
        await self.tree.sync()

    async def before_identify_hook(self, _shard, *, initial: bool = False) -> None:
        """Identify at once; Discord's own limit of one in five seconds does not hold here."""

    async def hears(self, name: str) -> object:
        """Return the next event with this name, and forget those before it."""
        async with asyncio.timeout(5):
            while True:
                heard, data = await self.heard.get()
                if heard == name:
                    return data

    async def on_message(self, message: discord.Message) -> None:
        if message.author.id != self.user.id:
            self.heard.put_nowait(("message", message))
        await self.process_commands(message)

    async def on_raw_message_edit(self, payload) -> None:
        self.heard.put_nowait(("edit", payload))

    async def on_raw_message_delete(self, payload) -> None:
        self.heard.put_nowait(("delete", payload))

    async def on_raw_reaction_add(self, payload) -> None:
        self.heard.put_nowait(("reaction", payload))

    async def on_raw_reaction_remove(self, payload) -> None:
        self.heard.put_nowait(("unreaction", payload))

    async def on_raw_reaction_clear(self, payload) -> None:
        self.heard.put_nowait(("clear", payload))

    async def on_raw_reaction_clear_emoji(self, payload) -> None:
        self.heard.put_nowait(("clear emoji", payload))

    async def on_typing(self, channel, user, _when) -> None:
        self.heard.put_nowait(("typing", (channel, user)))

    async def on_resumed(self) -> None:
        self.heard.put_nowait(("resumed", None))

    async def on_shard_connect(self, _shard) -> None:
        self.heard.put_nowait(("connected", None))

    async def on_command_error(self, _context, error) -> None:
        self.heard.put_nowait(("error", getattr(error, "original", error)))


def add_commands(bot: Mimic) -> None:
    @bot.command()
    async def mirror(context: commands.Context, word: str = "nothing") -> None:
        """Reply with the picture that came along."""
        content = await context.message.attachments[0].read()
        await context.reply(f"mirrored {word}", file=discord.File(io.BytesIO(content), "mirror.png"))

    @bot.command()
    async def panel(context: commands.Context, job: int) -> None:
        """Say something with a button."""
        view = discord.ui.View(timeout=None)
        view.add_item(AgainButton(job))
        await context.send("a panel", view=view)

    @bot.command()
    async def counter(context: commands.Context) -> None:
        """Say something that buttons change."""
        await context.send("counted 0", view=Counter())

    @bot.tree.command()
    @app_commands.describe(preset="what to look for", picture="where", strength="how much")
    async def dream(
        interaction: discord.Interaction,
        preset: str,
        picture: discord.Attachment | None = None,
        strength: app_commands.Range[int, 1, 10] = 5,
    ) -> None:
        """Dream a little."""
        await interaction.response.defer()
        size = len(await picture.read()) if picture else 0
        await interaction.followup.send(f"{preset} {size} {strength} {interaction.filesize_limit}")
        await interaction.followup.send("more")

    @dream.autocomplete("preset")
    async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=p.title(), value=p) for p in PRESETS if p.startswith(current)]

    @bot.tree.command()
    async def secret(interaction: discord.Interaction, friend: discord.Member) -> None:
        """Whisper."""
        await interaction.response.send_message(f"not a word to {friend.display_name}", ephemeral=True)
        await interaction.edit_original_response(content="forget it")

    @bot.tree.command()
    async def slow(interaction: discord.Interaction) -> None:
        """Answer when told to."""
        bot.heard.put_nowait(("slow", interaction))
        await bot.release.wait()
        try:
            await interaction.response.send_message("at last")
        except discord.HTTPException as error:
            bot.heard.put_nowait(("refused", error))

    @bot.tree.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def settings(interaction: discord.Interaction) -> None:
        """Only for those who run the place."""
        await interaction.response.send_message("set", ephemeral=True)

    challenge = app_commands.Group(name="challenge", description="A contest.")

    @challenge.command()
    async def start(interaction: discord.Interaction, minutes: int) -> None:
        """Start one."""
        await interaction.response.send_message(f"{minutes} minutes")

    bot.tree.add_command(challenge)
