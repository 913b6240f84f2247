"""What systemd is told: that a process is ready, that it lives, that it stops. The words are those of sd_notify(3).

Where no systemd listens nothing is said.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import Callable


def tell(state: str) -> None:
    """Say `READY=1`, `WATCHDOG=1` or `STOPPING=1` to whom the environment names."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as messenger:
        messenger.setblocking(False)
        # A systemd that takes nothing more must not hold the process; it will hear the next one.
        with contextlib.suppress(OSError):
            messenger.sendto(state.encode(), address)


async def keep_telling(alive: Callable[[], bool]) -> None:
    """Say that the process lives for as long as it does, three times in the time after which systemd restarts it."""
    interval = int(os.environ.get("WATCHDOG_USEC", "0")) / 1e6 / 3
    while interval:
        if alive():
            tell("WATCHDOG=1")
        await asyncio.sleep(interval)
