"""What a gateway event carries, as the objects that Discord's description of its REST API has schemas for.

The description knows no gateway, but its events carry the same objects: a message, a channel, a member. Beside them
stand a few fields that only the gateway sends, which Discord's documentation of gateway events names; they are taken
off before the rest is compared.
"""

from collections.abc import Iterator

Part = tuple[str, dict]

CHANNELS = {"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"}
MEETINGS = {f"GUILD_SCHEDULED_EVENT_{what}" for what in ("CREATE", "UPDATE", "DELETE")}
MEETING_KINDS = {
    1: "StageScheduledEventResponse",
    2: "VoiceScheduledEventResponse",
    3: "ExternalScheduledEventResponse",
}
WITHOUT = {
    "MessageResponse": {"guild_id", "member", "channel_type"},
    "GuildMemberResponse": {"guild_id"},
    "ThreadResponse": {"newly_created"},
}


def objects_in(name: str, data: dict) -> Iterator[Part]:
    """Yield each object of an event with the name of its schema."""
    for schema, thing in _whole(name, data):
        yield schema, {key: value for key, value in thing.items() if key not in WITHOUT.get(schema, ())}


def _whole(name: str, data: dict) -> Iterator[Part]:
    match name:
        case "MESSAGE_CREATE" | "MESSAGE_UPDATE":
            yield from _message(data)
        case _ if name in CHANNELS:
            yield "GuildChannelResponse", data
        case "THREAD_CREATE" | "THREAD_UPDATE":
            yield "ThreadResponse", data
        case "GUILD_MEMBER_ADD" | "GUILD_MEMBER_UPDATE":
            yield "GuildMemberResponse", data
        case "GUILD_ROLE_CREATE" | "GUILD_ROLE_UPDATE":
            yield "GuildRoleResponse", data["role"]
        case "GUILD_EMOJIS_UPDATE" | "GUILD_STICKERS_UPDATE":
            yield from _many("EmojiResponse", data.get("emojis", ()))
            yield from _many("GuildStickerResponse", data.get("stickers", ()))
        case "GUILD_CREATE":
            yield from _guild(data)
        case "GUILD_MEMBERS_CHUNK":
            yield from _many("GuildMemberResponse", data["members"])
        case _ if name in MEETINGS:
            yield MEETING_KINDS[data["entity_type"]], data
        case "INTERACTION_CREATE":
            yield from _interaction(data)
        case "MESSAGE_REACTION_ADD" | "TYPING_START" if "member" in data:
            yield "GuildMemberResponse", data["member"]
        case "GUILD_MEMBER_REMOVE":
            yield "UserResponse", data["user"]


def _many(schema: str, things) -> Iterator[Part]:
    return ((schema, thing) for thing in things)


def _message(data: dict) -> Iterator[Part]:
    """A message, and its author and those it mentions as members, which stand there without their users."""
    named = [{key: value for key, value in user.items() if key != "member"} for user in data["mentions"]]
    yield "MessageResponse", data | {"mentions": named}
    for user, member in [(data["author"], data), *zip(named, data["mentions"], strict=True)]:
        if "member" in member:
            yield "GuildMemberResponse", member["member"] | {"user": user}


def _guild(data: dict) -> Iterator[Part]:
    yield from _many("GuildRoleResponse", data["roles"])
    yield from _many("EmojiResponse", data["emojis"])
    yield from _many("GuildStickerResponse", data["stickers"])
    yield from _many("GuildMemberResponse", data["members"])
    # The channels of a guild say once, in the guild, which one it is.
    for channel in data["channels"]:
        yield "GuildChannelResponse", {"guild_id": data["id"], **channel}
    yield from _many("ThreadResponse", data["threads"])


def _interaction(data: dict) -> Iterator[Part]:
    """Whoever uses it, the message it is under, and what its data names."""
    if "member" in data:
        # What a member may do in the channel is told with interactions alone.
        yield "GuildMemberResponse", {key: value for key, value in data["member"].items() if key != "permissions"}
    else:
        yield "UserResponse", data["user"]
    if "message" in data:
        yield "MessageResponse", data["message"]
    resolved = (data.get("data") or {}).get("resolved") or {}
    yield from _many("UserResponse", resolved.get("users", {}).values())
    yield from _many("GuildRoleResponse", resolved.get("roles", {}).values())
    yield from _many("MessageResponse", resolved.get("messages", {}).values())
    yield from _many("AttachmentResponse", resolved.get("attachments", {}).values())
