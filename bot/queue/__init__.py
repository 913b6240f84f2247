"""The queue: whose dream comes next, how long that will take, and how much anybody may ask for.

All of it is pure: no Discord, no event loop, no clock. `FairQueue` is its face, for the dispatcher; behind it,
`rounds` and `line` share out the turns, `forecast` plays them forward with those who are expected by `arrivals`,
`pace` and `sharing` learn how long dreams take, `budgets` limits them, and `costs` says what a dream costs.
"""

from bot.queue.budgets import Allowance
from bot.queue.costs import TASTE, cost
from bot.queue.fair_queue import FairQueue, Past, Rules
from bot.queue.forecast import Place
from bot.queue.line import Caps
from bot.queue.sharing import Capacity
from bot.queue.ticket import Ticket

__all__ = ["TASTE", "Allowance", "Capacity", "Caps", "FairQueue", "Past", "Place", "Rules", "Ticket", "cost"]
