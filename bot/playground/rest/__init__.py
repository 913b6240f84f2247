"""Discord's REST API, version 10: one module for each resource, and `api` that makes an application of them.

Handlers read a request, call a verb of the world, and write the result down with `payloads`. Only the playground's
server imports this package.
"""

from bot.playground.rest.api import rest_api

__all__ = ["rest_api"]
