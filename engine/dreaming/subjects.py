"""Subjects that a dream can be about: groups of ImageNet classes under the word a person would use.

The numbers are class indices of ILSVRC 2012 in its usual order (the order of the synset ids). Animals lie in
runs, because synset ids follow the tree of life; things that people built do not.
"""

from collections.abc import Mapping
from types import MappingProxyType


def _group(*members: int | range) -> frozenset[int]:
    return frozenset(index for member in members for index in (member if isinstance(member, range) else (member,)))


SUBJECTS: Mapping[str, frozenset[int]] = MappingProxyType(
    {
        "birds": _group(range(7, 25), range(80, 101), range(127, 147)),
        "dogs": _group(range(151, 269)),
        "cats": _group(range(281, 294)),
        "insects": _group(range(300, 327)),
        "fish": _group(range(7), range(389, 398)),
        "reptiles": _group(range(33, 69)),
        "flowers": _group(985, 986),  # daisy, yellow lady's slipper: the only two blossoms among the thousand
        "machines": _group(
            407,  # ambulance
            468,  # cab
            511,  # convertible
            547,  # electric locomotive
            555,  # fire engine
            569,  # garbage truck
            656,  # minivan
            661,  # Model T
            717,  # pickup
            751,  # racer
            817,  # sports car
            820,  # steam locomotive
            829,  # streetcar
            864,  # tow truck
            866,  # tractor
            867,  # trailer truck
        ),
        "sea": _group(range(107, 111), range(327, 330), 973),  # jellyfish to brain coral, starfish, coral reef
        "pagodas": _group(832, 668, 663),  # stupa, mosque, monastery
        "buildings": _group(
            437,  # lighthouse
            442,  # bell cote
            483,  # castle
            497,  # church
            538,  # dome
            663,  # monastery
            668,  # mosque
            682,  # obelisk
            698,  # palace
            832,  # stupa, pagoda
            873,  # triumphal arch
        ),
    }
)
