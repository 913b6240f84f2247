"""The gateway: websockets over which the bot hears what happens.

`intents` says who may hear what, `dispatches` writes events down (with `message_events`, `thread_events` and
`guild_events`), `sessions` remembers what was sent, `connection` speaks the protocol on one websocket, and `gateway`
ties them together. Only the playground's server imports it.
"""

from bot.playground.gateway.gateway import Gateway

__all__ = ["Gateway"]
