"""What challenges are called, and how people's own words are said without coming alive."""

import re

import discord

from bot.challenges.rules import Rules
from bot.store.challenges import Contest
from bot.words import say

_ALIVE = re.compile(r"[\\`*_~|<>\[\]()#:]")
"""Marks that Discord's markdown, mentions and links are made of; behind a backslash each is only itself."""


def title(rules: Rules) -> str:
    """Return what a challenge is called."""
    return " ".join(rules.theme.split()) or say("One picture, many dreams")


def headline(contest: Contest) -> str:
    """Return what a challenge is called, with its number."""
    return called(contest.rules, contest.id)


def bare(words: str) -> str:
    """Return a person's words in one line so that no mention, link or markdown in them comes alive."""
    return discord.utils.escape_mentions(_ALIVE.sub(r"\\\g<0>", " ".join(words.split())))


def called(rules: Rules, number: int | None) -> str:
    """Return what a challenge is called, with its number, if it has one yet."""
    if number is None:
        return f"**{bare(title(rules))}**"
    return say("**{title}** · challenge {number}", title=bare(title(rules)), number=number)
