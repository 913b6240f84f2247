"""Messages and what hangs on them."""

from bot.playground.errors import JSON
from bot.playground.objects import (
    Attachment,
    Forward,
    Interaction,
    Message,
    MessageFlags,
    Reaction,
    ReferenceType,
    Snapshot,
)
from bot.playground.payloads.expressions import emoji, sticker_item
from bot.playground.payloads.guilds import thread
from bot.playground.payloads.layouts import ATTACHED, components
from bot.playground.payloads.people import timestamp, user
from bot.playground.world import World

MEDIA = ("image", "thumbnail", "video")  # where an embed shows a picture; author and footer have an icon


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


def message(world: World, of: Message, *, content_withheld: bool = False, inside: bool = False) -> JSON:
    """Return a message object. With `content_withheld`, what a bot without the intent may not read is empty.

    `inside` of another message, which replies to it, it comes without its reactions and what it replies to itself.
    """
    withheld = content_withheld and not _is_open(world, of)
    payload: JSON = {
        "id": str(of.id),
        "type": int(of.type),
        "channel_id": str(of.channel.id),
        "author": user(of.author),
        **(_withheld() if withheld else _said(world, of)),
        "mentions": [user(each) for each in of.mentions],
        "mention_roles": [str(role.id) for role in of.mention_roles],
        "mention_everyone": of.mention_everyone,
        "timestamp": timestamp(of.timestamp),
        "edited_timestamp": timestamp(of.edited) if of.edited else None,
        "flags": int(of.flags),
        "pinned": of.pinned,
        "tts": False,
    }
    if of.nonce:
        payload["nonce"] = of.nonce
    if of.reactions and not inside:
        payload["reactions"] = [reaction(world, each) for each in of.reactions.values()]
    if of.interaction:
        payload |= _origin(world, of, of.interaction)
    if of.thread:
        payload["thread"] = thread(of.thread, world.bot_user)
    if of.forward:
        payload |= _forward(world, of.forward, withheld=withheld)
    if of.reference_id:
        payload["message_reference"] = _reference(of)
        if not inside:
            above = of.referenced
            payload["referenced_message"] = (
                message(world, above, content_withheld=content_withheld, inside=True)
                if above and above.is_there
                else None
            )
    return payload


def for_rest(world: World, of: Message) -> JSON:
    """Return a message object as REST answers with it: what may be read follows the application's setting."""
    return message(world, of, content_withheld=not world.message_content_allowed)


def integration_owners(interaction: Interaction) -> dict[str, str]:
    """Return through whose installation of the bot the interaction came; "0" stands for the bot's own messages."""
    guild = interaction.channel.guild
    return {"0": str(guild.id) if guild else "0"}


def _is_open(world: World, of: Message) -> bool:
    """Whether any bot may read the message: its own, direct messages, and those that mention it."""
    bot = world.bot_user
    return of.author is bot or of.channel.guild is None or bot in of.mentions


def _said(world: World, of: Message | Snapshot) -> JSON:
    """Return what the message says and shows."""
    embeds, shown = _embeds(world, of)
    said: JSON = {
        "content": of.content,
        "embeds": embeds,
        # What an embed shows is not listed a second time.
        "attachments": [attachment(world, each) for each in of.attachments if each not in shown],
        "components": components(world, of),
    }
    return said | {"sticker_items": [sticker_item(each) for each in of.stickers]} if of.stickers else said


def _withheld() -> JSON:
    """Return what is left of it for a bot that may not read it."""
    return {"content": "", "embeds": [], "attachments": [], "components": []}


def _embeds(world: World, of: Message | Snapshot) -> tuple[list[JSON], list[Attachment]]:
    """Return the embeds with the addresses of their pictures, and the attachments that they show."""
    if MessageFlags.SUPPRESS_EMBEDS in of.flags:
        return [], []
    named = {ATTACHED + each.filename: each for each in of.attachments}
    shown: list[Attachment] = []

    def resolved(part: JSON, key: str) -> JSON:
        found = named.get(str(part.get(key)))
        if found is None:
            link = part.get(key)
            return part | {f"proxy_{key}": world.previews.proxied(link)} if link else part
        shown.append(found)
        url = world.attachments.url(found)
        size = {"width": found.width, "height": found.height} if key == "url" and found.width else {}
        return part | {key: url, f"proxy_{key}": url} | size

    embeds: list[JSON] = []
    for embed in of.embeds:
        pictures = {kind: resolved(embed[kind], "url") for kind in MEDIA if embed.get(kind)}
        icons = {kind: resolved(embed[kind], "icon_url") for kind in ("author", "footer") if embed.get(kind)}
        embeds.append(embed | pictures | icons)
    return embeds, shown


def _forward(world: World, of: Forward, *, withheld: bool) -> JSON:
    """Return where a forwarded message came from, and what it was."""
    reference: JSON = {
        "type": int(ReferenceType.FORWARD),
        "channel_id": str(of.channel.id),
        "message_id": str(of.message_id),
    }
    if of.channel.guild:
        reference["guild_id"] = str(of.channel.guild.id)
    was = of.snapshot
    snapshot: JSON = {
        "type": int(was.type),
        **(_withheld() if withheld else _said(world, was)),
        "mentions": [user(each) for each in was.mentions],
        "mention_roles": [str(role.id) for role in was.mention_roles],
        "timestamp": timestamp(was.timestamp),
        "edited_timestamp": timestamp(was.edited) if was.edited else None,
        "flags": int(was.flags),
    }
    return {"message_reference": reference, "message_snapshots": [{"message": snapshot}]}


def _origin(world: World, of: Message, interaction: Interaction) -> JSON:
    """Return the fields that tell which interaction a message answers."""
    bot_id = str(world.bot_user.id)
    metadata = _metadata(interaction)
    if interaction.original and interaction.original is not of:
        metadata["original_response_message_id"] = str(interaction.original.id)
    return {"application_id": bot_id, "webhook_id": bot_id, "interaction_metadata": metadata}


def _metadata(interaction: Interaction) -> JSON:
    """Return what is told of an interaction with every message that answers it."""
    metadata: JSON = {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": user(interaction.user),
        "authorizing_integration_owners": integration_owners(interaction),
    }
    data = interaction.data
    if data.get("target_id"):
        messages, users = interaction.resolved.messages, interaction.resolved.users
        about = {"target_message_id": data["target_id"]} if messages else {"target_user": user(users[0])}
        metadata |= about
    if interaction.opener:
        metadata["triggering_interaction_metadata"] = _metadata(interaction.opener)
    elif interaction.message:
        metadata["interacted_message_id"] = str(interaction.message.id)
    return metadata


def _reference(of: Message) -> JSON:
    """Return which message this one replies to, or tells about."""
    place = of.referenced.channel if of.referenced else of.channel
    reference: JSON = {
        "type": int(ReferenceType.REPLY),
        "channel_id": str(place.id),
        "message_id": str(of.reference_id),
    }
    return reference | {"guild_id": str(place.guild.id)} if place.guild else reference
