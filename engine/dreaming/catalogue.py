"""A catalogue of layers that are good to dream with, and what grows there."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class LayerLine:
    """A layer and one line on what it shows."""

    name: str
    line: str
    seen: bool = True
    """Whether the line describes dreams of this network, on a photograph of a cat; else it is what is published
    or follows from the depth."""


def _seen(**lines: str) -> tuple[LayerLine, ...]:
    return tuple(LayerLine(name, line) for name, line in lines.items())


def _expected(**lines: str) -> tuple[LayerLine, ...]:
    return tuple(LayerLine(name, line, seen=False) for name, line in lines.items())


LAYERS: Mapping[str, tuple[LayerLine, ...]] = MappingProxyType(
    {
        "efficientnet-lite0": _seen(
            stem="Dark, fiery contrast; no new shapes.",
            block0="Hard grain and glowing edges.",
            block1="Thick smooth strokes along every edge.",
            block2="Strokes that branch and cross, with fine wrinkles.",
            block3="Rounded facets with fine lines, as if carved.",
            block4="Carved facets filled with rows of ridges.",
            block5="Ribbed bands and mosaic, first spots.",
            block6="Ridges that ring every eye and bend into arches.",
            block7="Ribs and rings, first eyes in the background.",
            block8="Small round eyes and pink buds in the fur.",
            block9="Rounder heads, soft fur and eyes here and there.",
            block10="Fur, wet noses and longer muzzles.",
            block11="Faces redrawn with wrinkles, noses and muzzles.",
            block12="Fur and faces with fine folds.",
            block13="Patterned fur and folds, close to the photograph.",
            block14="Fine fur and whiskers; the photograph stays whole.",
            block15="Streaks of fur and parts of faces, loosely joined.",
            head="A rough texture of many things at once.",
        ),
        "efficientnet-lite1": _seen(
            stem="Dark, fiery contrast; no new shapes.",
            block2="Thick smooth strokes along every edge.",
            block5="Carved facets with fine rows of ridges.",
            block8="Beads, rings and glossy bulges.",
            block11="Many small eyes and spots in the fur.",
            block14="Large eyes, wet noses, heads like a dog's.",
            block17="Fur and whiskers; the photograph stays whole.",
            block20="Loose streaks of fur and folded faces.",
        ),
        "efficientnet-lite2": _seen(
            stem="Golden, hard contrast; no new shapes.",
            block2="Smooth strokes and knobs along every edge.",
            block5="Facets filled with scales and fine ridges.",
            block8="Glossy ribs, rings and bulges.",
            block11="Small eyes and spots in the fur.",
            block14="Wet noses, short muzzles and soft fur.",
            block17="Fine fur; the photograph stays whole.",
            block20="Crumpled parts of faces, loosely joined.",
        ),
        "googlenet": _expected(
            conv2="Edges and fine lines.",
            inception3a="Lines, waves and simple textures.",
            inception3b="Textures, spirals and first eyes.",
            inception4a="Patterns and parts of things.",
            inception4b="Parts of things, arches and eyes.",
            inception4c="Animals and buildings: the classic of dreams.",
            inception4d="Heads, dogs and birds.",
            inception4e="Whole animals and things.",
            inception5a="Many things at once, loosely joined.",
        ),
        "inception_v3": _expected(
            conv2d_4a_3x3="Edges and fine lines.",
            mixed_5b="Lines and simple textures.",
            mixed_5d="Textures and patterns.",
            mixed_6a="Patterns and first eyes.",
            mixed_6c="Parts of animals and things.",
            mixed_6e="Heads and whole things.",
            mixed_7a="Whole things, loosely joined.",
        ),
        "vgg16": _expected(
            relu1_2="Edges and colours.",
            relu2_2="Fine lines and simple textures.",
            relu3_3="Textures and patterns.",
            relu4_2="Patterns with eyes and curls.",
            relu4_3="Eyes and parts of animals.",
            relu5_1="Parts of animals and things.",
            relu5_3="Heads and whole things.",
        ),
        "resnet50": _expected(
            conv1="Edges and colours.",
            layer1="Lines and fine grain.",
            layer2="Textures and patterns.",
            layer3_2="Patterns and eyes.",
            layer3="Parts of animals and things.",
            layer4_0="Whole things, loosely joined.",
        ),
    }
)
"""Of each network its layers from shallow to deep."""
