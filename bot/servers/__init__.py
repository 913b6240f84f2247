"""What the owners of a server decide there: where the bot dreams, for whom, and how.

`rules` is what can be decided and what follows from it, read and tested without Discord; `houses` holds the rules of
all servers in memory and in the store; `showing` tells them, `audit` tells of their changes. The modules with an
underscore are the Discord side, which only `bot.running` loads.
"""
