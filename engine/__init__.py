"""The dreaming process: it turns pictures into dreams and knows nothing of Discord.

Another process may import `engine.protocol` (what is said on the wire) and `engine.client` (how to say it);
everything else is this process's own.
"""
