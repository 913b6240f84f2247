"""The Discord process: it takes people's pictures, asks an engine to dream them and posts what comes back.

It never imports torch; of the engine it knows `engine.protocol` and `engine.client` alone.
"""
