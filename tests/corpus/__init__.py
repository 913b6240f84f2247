"""Files that nobody should send, made from a seed: broken, cut off, mislabelled, and bombs of every kind.

`python -m tests.corpus` puts many of them through everything that reads files and prints what came of it.
"""
