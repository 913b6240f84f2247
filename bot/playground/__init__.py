"""A local Discord, to try the bot in without an account: REST, gateway, CDN, interactions, and a web page.

`Playground` is all of it, on one port of this machine; `pointed_at` makes the real discord.py talk to it. The world is
in `world` (what there is), `objects` (its nouns), `events` (what can happen) and a module of verbs for each subject,
such as `messages`; `rest/`, `gateway/` and `cdn` are the three faces that a bot sees, `people` is what tests do,
`page`, `live` and `actions` are what a browser talks to, and the folder `page/` is what it shows. Nothing is kept on
disk.

`bot.open_house` and the tests import this package, and `bot.running` takes `pointed_at` from it; nothing else of the
bot knows of it, and nothing in here imports the rest of the bot or the engine.
"""

from bot.playground.pointing import pointed_at
from bot.playground.server import Playground

__all__ = ["Playground", "pointed_at"]
