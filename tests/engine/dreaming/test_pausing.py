"""Dreams that interrupt each other in the middle of their steps come out as each would alone."""

import itertools
import threading
from dataclasses import replace

import torch

from engine.dreaming import memory, tiles
from engine.dreaming.dream import dream
from engine.dreaming.grammar import parse
from engine.dreaming.noise import cloud
from engine.dreaming.recipe import Recipe
from engine.dreaming.scoring import listen
from engine.scheduler import Job, Scheduler
from engine.turns import Turns


class Album:
    """Keeps the last picture of a dream."""

    def __init__(self):
        self.picture = None
        self.over = threading.Event()
        self.error = None

    def queued(self, position):
        pass

    def started(self):
        pass

    def stepped(self, moment):
        self.picture, self.tile = moment.picture, moment.tile

    def finished(self):
        self.over.set()

    def failed(self, error):
        self.error = error
        self.over.set()


def interrupted(works, network):
    """Dream them side by side, by a clock on which every piece lasts a second, so that each changes the dreamer."""
    ticks = itertools.count()
    scheduler = Scheduler(len(works), 0, Turns(lambda: float(next(ticks))))
    pauses = itertools.count()

    def pause():
        next(pauses)
        scheduler.pause()

    pausing = replace(network, pause=pause)
    albums = [Album() for _ in works]
    for (photograph, recipe, room), album in zip(works, albums, strict=True):
        scheduler.add(Job(dream(photograph, recipe, pausing, room=room), album))
    for album in albums:
        assert album.over.wait(60)
    scheduler.close()
    assert [album.error for album in albums] == [None] * len(albums)
    assert next(pauses) > 10 * len(works)
    return albums


def work(objective, size, seed, tiled=False, network=None):
    recipe = Recipe(objective=objective, size=max(size), steps=(2,), seed=seed)
    room = memory.USUAL
    if tiled:
        room = memory.need([listen(parse(objective), network)], recipe, size, 64)
    return cloud(size, torch.Generator().manual_seed(seed)), recipe, room


def test_interrupted_dreams_are_those_that_they_would_be_alone(network, monkeypatch):
    monkeypatch.setattr(tiles, "FEWEST_HALOS", 4)
    monkeypatch.setattr(memory, "SIDES", (64,))
    works = [
        work("block5[3]", (96, 64), 1),
        work("block4", (64, 64), 2),
        work("block3[1]", (192, 192), 3, tiled=True, network=network),
    ]

    albums = interrupted(works, network)

    assert [bool(album.tile) for album in albums] == [False, False, True]
    for (photograph, recipe, room), album in zip(works, albums, strict=True):
        *_, alone = dream(photograph, recipe, network, room=room)
        assert torch.equal(album.picture, alone.picture)
