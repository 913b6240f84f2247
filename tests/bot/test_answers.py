"""Errors become sentences in one place."""

import logging

import aiohttp
from discord import app_commands
from discord.ext import commands
from sqlalchemy.exc import OperationalError

from bot.answers import LONGEST_MESSAGE, explain, fitting
from bot.refusals import TooManyDreams


def test_a_refusal_speaks_for_itself_however_deep_it_is_wrapped():
    refusal = TooManyDreams(3)
    error = commands.HybridCommandError(app_commands.AppCommandError())
    error.original = commands.CommandInvokeError(refusal)
    assert explain(error) == explain(refusal) == refusal.sentence


def test_what_nobody_foresaw_gets_a_number_that_is_in_the_log(caplog):
    with caplog.at_level(logging.ERROR):
        sentence = explain(commands.CommandInvokeError(ZeroDivisionError("secret")))
    number = sentence.split("`")[1]
    assert number in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in sentence


def test_a_store_that_does_not_answer_is_one_line_for_the_operator_without_what_was_to_be_written(caplog):
    trouble = OperationalError("INSERT INTO notes VALUES (?)", {"words": "secret"}, OSError("the disk\nis full"))
    assert "try again in a minute" in explain(commands.CommandInvokeError(trouble))
    (line,) = caplog.messages
    assert "(the disk); look at its disk" in line


def test_a_database_server_that_is_gone_is_told_as_such_and_a_connection_to_discord_is_not():
    asked_to_wait = "try again in a minute"
    assert asked_to_wait in explain(ConnectionRefusedError(111, "nobody is there"))
    assert asked_to_wait not in explain(aiohttp.ClientOSError(104, "the connection broke"))


def test_wrong_arguments_are_met_with_how_to_ask():
    assert "dream" in explain(commands.BadArgument("no"))


def test_lines_that_are_too_many_for_a_message_end_with_a_sign_of_it():
    assert fitting(["one", "two"]) == "one\ntwo"
    said = fitting([f"{number}: {'x' * 90}" for number in range(100)])
    assert len(said) <= LONGEST_MESSAGE
    assert said.endswith("x\n…")
    assert len(said) > LONGEST_MESSAGE - 100
