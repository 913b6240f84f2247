"""What Discord answers when it refuses: a status, a number, a sentence."""

from collections.abc import Mapping
from typing import Any

JSON = dict[str, Any]


class ApiError(Exception):
    """A refusal of the REST API.

    `status` is the HTTP status, `code` Discord's own number, `errors` the fields that are wrong (code 50035 only).
    """

    def __init__(self, status: int, code: int, message: str, errors: JSON | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    @property
    def body(self) -> JSON:
        """The JSON body Discord would send."""
        body: JSON = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


class RefusedError(Exception):
    """Something that a person tried in the playground cannot be done. The text is one sentence for that person."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status


class PortTakenError(OSError):
    """Another program listens on the port that the playground was given."""


def unauthorized() -> ApiError:
    """The token is not the playground's."""
    return ApiError(401, 0, "401: Unauthorized")


def not_found() -> ApiError:
    """There is no such route."""
    return ApiError(404, 0, "404: Not Found")


def unknown(what: str) -> ApiError:
    """There is no such thing: `what` is one of the names in `UNKNOWN`."""
    return ApiError(404, UNKNOWN[what], f"Unknown {what}")


UNKNOWN: Mapping[str, int] = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Sticker": 10060,
    "interaction": 10062,
    "application command": 10063,
    "Guild Scheduled Event": 10070,
}


def too_many_reactions() -> ApiError:
    """The message already carries as many different reactions as a message can."""
    return ApiError(400, 30010, "Maximum number of reactions reached (20)")


def too_large() -> ApiError:
    """A file, or the whole request, is above the upload limit."""
    return ApiError(413, 40005, "Request entity too large")


def already_acknowledged() -> ApiError:
    """The interaction has had its first response."""
    return ApiError(400, 40060, "Interaction has already been acknowledged.")


def missing_access() -> ApiError:
    """The bot cannot see the channel."""
    return ApiError(403, 50001, "Missing Access")


def not_the_author() -> ApiError:
    """Only its author may edit a message."""
    return ApiError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> ApiError:
    """The message would have nothing in it."""
    return ApiError(400, 50006, "Cannot send an empty message")


def closed_direct() -> ApiError:
    """The person takes no direct messages from the bot."""
    return ApiError(403, 50007, "Cannot send messages to this user")


def wrong_channel_type() -> ApiError:
    """This cannot be done in such a channel."""
    return ApiError(400, 50024, "Cannot execute action on this channel type")


def archived_thread() -> ApiError:
    """The thread was put away, and nothing in it can be changed."""
    return ApiError(400, 50083, "Thread is archived")


def missing_permissions() -> ApiError:
    """The bot sees the channel but may not do this in it."""
    return ApiError(403, 50013, "Missing Permissions")


def invalid_webhook_token() -> ApiError:
    """The interaction's token is wrong, or older than 15 minutes."""
    return ApiError(401, 50027, "Invalid Webhook Token")


def invalid_form(field: str, code: str, message: str) -> ApiError:
    """A field of the request is wrong. `field` is its path, dotted: `embeds.0.description`."""
    errors: JSON = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(field.split(".")):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)


def invalid_json() -> ApiError:
    """The request's body is not JSON at all."""
    return ApiError(400, 50109, "The request body contains invalid JSON.")


def rate_limited(wait: float, scope: str) -> JSON:
    """Return the body of a 429: wait so many seconds for the limit of this scope, "user", "shared" or "global"."""
    message = "You are being rate limited."
    return {"message": message, "code": 0, "retry_after": wait, "global": scope == "global"}
