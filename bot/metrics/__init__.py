"""The bot seen from outside: what Prometheus is told, whether it is ready, and the story of each dream in the log.

`measures` counts, `chronicle` tells counts and log what becomes of dreams, `readiness` says whether it works, and
`window` shows all of it to whoever watches, over a socket or a port.
"""
