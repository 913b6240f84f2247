"""Bodies of requests: JSON, or multipart with `payload_json` and files."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground import errors
from bot.playground.attachments import Upload
from bot.playground.drafts import Draft, Edit
from bot.playground.errors import JSON
from bot.playground.objects import MessageFlags

REQUEST_LIMIT = 25 * 1024 * 1024  # of all files together
PATIENCE = 4 * REQUEST_LIMIT  # how much of a too large request is read before the line is cut
CHUNK = 64 * 1024
FILES = re.compile(r"files\[(\d+)\]")
SENDABLE = MessageFlags.SUPPRESS_EMBEDS | MessageFlags.EPHEMERAL | MessageFlags.SUPPRESS_NOTIFICATIONS


@dataclass
class Body:
    """A request's JSON, and its files by the name of their field."""

    payload: Any = None
    files: dict[str, Upload] = field(default_factory=dict)


async def read(request: web.Request, upload_limit: int) -> Body:
    """Read a request's body. Raises 40005 when a file or all of it is too large, 50109 when it is not JSON."""
    if not request.content_type.startswith("multipart/"):
        try:
            return Body(_json(await request.text()))
        except web.HTTPRequestEntityTooLarge:
            raise errors.too_large() from None
    body, total, too_large = Body({}), 0, False
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(CHUNK):
            total += len(chunk)
            # A client that is still writing would not see the answer: the rest is read, but not kept.
            too_large = too_large or total > REQUEST_LIMIT or len(content) > upload_limit
            if total > PATIENCE:
                raise errors.too_large()
            if not too_large:
                content += chunk
        if part.name == "payload_json":
            body.payload = _json(content.decode(errors="replace"))
        else:
            body.files[part.name] = Upload(part.filename or "unknown", bytes(content))
        too_large = too_large or len(content) > upload_limit
    if too_large:
        raise errors.too_large()
    return body


def _json(text: str) -> Any:  # noqa: ANN401 - JSON can be anything
    try:
        return json.loads(text) if text else {}
    except ValueError:
        raise errors.invalid_json() from None


def fields(payload: Any) -> JSON:  # noqa: ANN401 - it is checked here
    """Return a payload that must be an object. Raises 50035."""
    if not isinstance(payload, dict):
        raise errors.invalid_form("_", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    return payload


def draft_of(payload: JSON, files: dict[str, Upload]) -> Draft:
    """Return the message that this payload and these files ask for."""
    reference = payload.get("message_reference") or {}
    nonce = payload.get("nonce")
    return Draft(
        content=payload.get("content") or "",
        embeds=payload.get("embeds") or [],
        components=payload.get("components") or [],
        uploads=_uploads(payload, files),
        reply_to=int(reference["message_id"]) if reference.get("message_id") else None,
        reply_must_exist=reference.get("fail_if_not_exists", True),
        allowed_mentions=payload.get("allowed_mentions"),
        nonce=None if nonce is None else str(nonce),
        enforce_nonce=bool(payload.get("enforce_nonce")),
        flags=MessageFlags(payload.get("flags") or 0) & SENDABLE,
    )


def edit_of(payload: JSON, files: dict[str, Upload]) -> Edit:
    """Return the changes that this payload and these files ask for. What is null is emptied, what is absent stays."""
    listed = payload.get("attachments")
    if "attachments" in payload and listed is None:
        listed = []
    return Edit(
        content=(payload["content"] or "") if "content" in payload else None,
        embeds=(payload["embeds"] or []) if "embeds" in payload else None,
        components=(payload["components"] or []) if "components" in payload else None,
        keep=None if listed is None else [int(each["id"]) for each in listed if "id" in each],
        uploads=_uploads(payload, files),
        suppress_embeds=bool((payload["flags"] or 0) & MessageFlags.SUPPRESS_EMBEDS) if "flags" in payload else None,
        allowed_mentions=payload.get("allowed_mentions"),
    )


def _uploads(payload: JSON, files: dict[str, Upload]) -> list[Upload]:
    """Return the files in order, with the names and descriptions that the payload lists for them."""
    listed = {str(each.get("id")): each for each in payload.get("attachments") or []}
    uploads: list[Upload] = []
    for name, upload in files.items():
        place = FILES.fullmatch(name)
        said = listed.get(place[1], {}) if place else {}
        uploads.append(Upload(said.get("filename") or upload.filename, upload.content, said.get("description")))
    return uploads
