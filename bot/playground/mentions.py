"""Who is pinged by a message."""

import re
from dataclasses import dataclass, field

from bot.playground.errors import JSON
from bot.playground.objects import Guild, Role, User

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass
class Mentions:
    """The users and roles that a message pings."""

    users: list[User] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    everyone: bool = False


def mentioned(
    content: str,
    allowed: JSON | None,
    users: dict[int, User],
    guild: Guild | None,
    replied: User | None,
    may_ping_all: bool,
) -> Mentions:
    """Return who is pinged by this text, of those that `allowed_mentions` allows; None allows all.

    `replied` is the author of the message that this one replies to.
    """
    allowed = {"parse": ["users", "roles", "everyone"], "replied_user": True} if allowed is None else allowed
    kinds = set(allowed.get("parse") or ())
    found = Mentions()
    listed = {int(user_id) for user_id in allowed.get("users") or ()}
    for user_id in dict.fromkeys(map(int, USER.findall(content))):
        if user_id in users and ("users" in kinds or user_id in listed):
            found.users.append(users[user_id])
    if replied and allowed.get("replied_user") and replied not in found.users:
        found.users.append(replied)
    if guild:
        listed = {int(role_id) for role_id in allowed.get("roles") or ()}
        for role_id in dict.fromkeys(map(int, ROLE.findall(content))):
            role = guild.roles.get(role_id)
            if role and (role.mentionable or may_ping_all) and ("roles" in kinds or role_id in listed):
                found.roles.append(role)
        found.everyone = "everyone" in kinds and may_ping_all and bool(EVERYONE.search(content))
    return found
