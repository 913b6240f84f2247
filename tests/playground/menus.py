"""A bot with everything that opens in a window of its own: menus of messages and people, selects, forms."""

import discord
from discord import app_commands

from tests.playground.mimic import Mimic


class Fine(discord.ui.Modal, title="Fine settings"):
    """A form with every kind of field."""

    strength = discord.ui.TextInput(label="Strength", default="5", max_length=3)
    why = discord.ui.Label(
        text="Why",
        description="In your own words.",
        component=discord.ui.TextInput(style=discord.TextStyle.paragraph, required=False, custom_id="why"),
    )
    preset = discord.ui.Label(
        text="Preset",
        component=discord.ui.Select(
            custom_id="preset",
            options=[discord.SelectOption(label=name.title(), value=name) for name in ("eyes", "dogs")],
        ),
    )
    friends = discord.ui.Label(
        text="Friends", component=discord.ui.UserSelect(custom_id="friends", max_values=3, required=False)
    )
    picture = discord.ui.Label(
        text="Picture", component=discord.ui.FileUpload(custom_id="picture", required=False, max_values=2)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        friends = ", ".join(friend.display_name for friend in self.friends.component.values)
        files = [len(await file.read()) for file in self.picture.component.values]
        said = (
            f"{self.strength.value} {self.preset.component.values[0]} {self.why.component.value!r} [{friends}] {files}"
        )
        if interaction.message:
            await interaction.response.edit_message(content=said)
        else:
            await interaction.response.send_message(said, ephemeral=True)


class Choosing(discord.ui.View):
    """A menu of each kind, and a button that opens the form."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.select(
        custom_id="mood",
        max_values=2,
        options=[discord.SelectOption(label=each, value=each) for each in ("calm", "wild", "odd")],
    )
    async def mood(self, interaction: discord.Interaction, select) -> None:
        await interaction.response.send_message("mood " + " ".join(select.values), ephemeral=True)

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
    async def who(self, interaction: discord.Interaction, select) -> None:
        await interaction.response.edit_message(content=f"who {select.values[0].display_name}")

    @discord.ui.select(cls=discord.ui.RoleSelect, custom_id="role")
    async def role(self, interaction: discord.Interaction, select) -> None:
        await interaction.response.edit_message(content=f"role {select.values[0].name}")

    @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="where")
    async def where(self, interaction: discord.Interaction, select) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"where {select.values[0].name}")

    @discord.ui.button(label="Fine", custom_id="fine")
    async def fine(self, interaction: discord.Interaction, _button) -> None:
        await interaction.response.send_modal(Fine())


class MenuMimic(Mimic):
    """The mimic, with nothing but menus and forms for commands."""

    async def setup_hook(self) -> None:
        self.tree.clear_commands(guild=None)
        add_menus(self)
        self.add_view(Choosing())
        await self.tree.sync()


def add_menus(bot: Mimic) -> None:
    @bot.tree.context_menu(name="Mirror this")
    async def mirror(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.defer()
        files = [await attachment.to_file() for attachment in message.attachments]
        await interaction.followup.send(f"mirrored {message.content}", files=files)

    @bot.tree.context_menu(name="Face")
    async def face(interaction: discord.Interaction, user: discord.Member | discord.User) -> None:
        content = await user.display_avatar.with_size(64).read()
        await interaction.response.send_message(f"{user.display_name} {len(content)}", ephemeral=True)

    @bot.tree.command()
    async def fine(interaction: discord.Interaction) -> None:
        """Open the form."""
        await interaction.response.send_modal(Fine())

    @bot.tree.command()
    async def choose(interaction: discord.Interaction) -> None:
        """Show the menus."""
        await interaction.response.send_message("choose", view=Choosing())

    @bot.tree.command()
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=False, dms=True, private_channels=True)
    async def whisper(interaction: discord.Interaction, place: str = "here") -> None:
        """Only where nobody listens."""
        await interaction.response.send_message(place)

    @bot.tree.command()
    async def every(
        interaction: discord.Interaction,
        text: str,
        whole: int,
        part: float,
        yes: bool,
        user: discord.User,
        member: discord.Member,
        channel: discord.TextChannel,
        thread: discord.Thread,
        role: discord.Role,
        either: discord.Member | discord.Role,
        file: discord.Attachment,
    ) -> None:
        """Take an option of every type."""
        names = [each.name for each in (user, member, channel, thread, role, either)]
        size = len(await file.read())
        await interaction.response.send_message(" ".join(map(str, [text, whole, part, yes, *names, size])))
