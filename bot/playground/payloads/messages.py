"""Messages and what hangs on them."""

from bot.playground.errors import JSON
from bot.playground.objects import Attachment, Emoji, Interaction, Message, MessageFlags, Reaction
from bot.playground.payloads.people import timestamp, user
from bot.playground.world import World

MEDIA = ("image", "thumbnail", "video")  # where an embed shows a picture; author and footer have an icon
ATTACHED = "attachment://"


def attachment(world: World, of: Attachment) -> JSON:
    """Return an attachment object."""
    url = world.attachments.url(of)
    payload: JSON = {
        "id": str(of.id),
        "filename": of.filename,
        "size": of.size,
        "url": url,
        "proxy_url": url,
    }
    if of.content_type:
        payload["content_type"] = of.content_type
    if of.width:
        payload |= {"width": of.width, "height": of.height}
    if of.description:
        payload["description"] = of.description
    return payload


def emoji(of: Emoji) -> JSON:
    """Return a partial emoji object."""
    return {"id": str(of.id) if of.id else None, "name": of.name}


def reaction(world: World, of: Reaction) -> JSON:
    """Return a reaction object as the bot sees it."""
    return {
        "emoji": emoji(of.emoji),
        "count": len(of.users),
        "count_details": {"burst": 0, "normal": len(of.users)},
        "burst_colors": [],
        "me": world.bot_user.id in of.users,
        "me_burst": False,
    }


def message(world: World, of: Message, *, content_withheld: bool = False, with_referenced: bool = True) -> JSON:
    """Return a message object. With `content_withheld`, what a bot without the intent may not read is empty."""
    withheld = content_withheld and not _is_open(world, of)
    embeds, shown = ([], []) if withheld else _embeds(world, of)
    loose = [] if withheld else [each for each in of.attachments if each not in shown]
    payload: JSON = {
        "id": str(of.id),
        "type": int(of.type),
        "channel_id": str(of.channel.id),
        "author": user(of.author),
        "content": "" if withheld else of.content,
        "embeds": embeds,
        # What an embed shows is not listed a second time.
        "attachments": [attachment(world, each) for each in loose],
        "components": [] if withheld else of.components,
        "mentions": [user(each) for each in of.mentions],
        "mention_roles": [str(role.id) for role in of.mention_roles],
        "mention_everyone": of.mention_everyone,
        "timestamp": timestamp(of.timestamp),
        "edited_timestamp": timestamp(of.edited) if of.edited else None,
        "flags": int(of.flags),
        "pinned": False,
        "tts": False,
    }
    if of.nonce:
        payload["nonce"] = of.nonce
    if of.reactions:
        payload["reactions"] = [reaction(world, each) for each in of.reactions.values()]
    if of.interaction:
        payload |= _origin(world, of, of.interaction)
    if of.reference_id:
        payload["message_reference"] = _reference(of)
        if with_referenced:  # a reply to a reply carries only the upper one's reference
            above = of.referenced
            gone = above is None or above.id not in above.channel.messages
            payload["referenced_message"] = (
                None
                if above is None or gone
                else message(world, above, content_withheld=content_withheld, with_referenced=False)
            )
    return payload


def integration_owners(interaction: Interaction) -> dict[str, str]:
    """Return through whose installation of the bot the interaction came; "0" stands for the bot's own messages."""
    guild = interaction.channel.guild
    return {"0": str(guild.id) if guild else "0"}


def _is_open(world: World, of: Message) -> bool:
    """Whether any bot may read the message: its own, direct messages, and those that mention it."""
    bot = world.bot_user
    return of.author is bot or of.channel.guild is None or bot in of.mentions


def _embeds(world: World, of: Message) -> tuple[list[JSON], list[Attachment]]:
    """Return the embeds with `attachment://name` turned into addresses, and the attachments they show."""
    if MessageFlags.SUPPRESS_EMBEDS in of.flags:
        return [], []
    named = {ATTACHED + each.filename: each for each in of.attachments}
    shown: list[Attachment] = []

    def resolved(part: JSON, key: str) -> JSON:
        found = named.get(str(part.get(key)))
        if found is None:
            return part
        shown.append(found)
        url = world.attachments.url(found)
        size = {"width": found.width, "height": found.height} if key == "url" else {}
        return part | {key: url, f"proxy_{key}": url} | size

    embeds: list[JSON] = []
    for embed in of.embeds:
        pictures = {kind: resolved(embed[kind], "url") for kind in MEDIA if embed.get(kind)}
        icons = {kind: resolved(embed[kind], "icon_url") for kind in ("author", "footer") if embed.get(kind)}
        embeds.append(embed | pictures | icons)
    return embeds, shown


def _origin(world: World, of: Message, interaction: Interaction) -> JSON:
    """Return the fields that tell which interaction a message answers."""
    bot_id = str(world.bot_user.id)
    metadata: JSON = {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": user(interaction.user),
        "authorizing_integration_owners": integration_owners(interaction),
    }
    if interaction.name:
        metadata["name"] = interaction.name
    if interaction.message:
        metadata["interacted_message_id"] = str(interaction.message.id)
    if interaction.original and interaction.original is not of:
        metadata["original_response_message_id"] = str(interaction.original.id)
    return {"application_id": bot_id, "webhook_id": bot_id, "interaction_metadata": metadata}


def _reference(of: Message) -> JSON:
    """Return which message this one replies to."""
    reference: JSON = {"type": 0, "channel_id": str(of.channel.id), "message_id": str(of.reference_id)}
    return reference | {"guild_id": str(of.channel.guild.id)} if of.channel.guild else reference
