"""`make load`: a crowd in a local Discord, the real bot in a process of its own, engines that only take time."""
