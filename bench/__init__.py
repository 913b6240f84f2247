"""How fast dreams are, beside others: `make bench`. The engine never imports this."""
