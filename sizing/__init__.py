"""How many engines so many servers need: `make sizing`. The bot and the engine never import this.

`crowd` says who asks for what and when, `fleet` are engines in simulated time, `rush` plays the one against the other
through the bot's own queue, `search` finds the most servers that are served as promised, and `measuring` asks a real
engine how long a dream takes.
"""
