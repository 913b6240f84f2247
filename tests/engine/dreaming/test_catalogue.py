import subprocess
import sys

import pytest
import torch

from engine.dreaming import networks
from engine.dreaming.catalogue import LAYERS


@pytest.mark.parametrize("name", sorted(networks.NETWORKS))
def test_the_layers_of_the_catalogue_are_those_of_the_network_from_shallow_to_deep(name):
    network = networks.load(name, torch.device("cpu"), random_weights=True)

    listed = [layer.name for layer in LAYERS[name]]

    assert listed == [layer for layer in network.chain if layer in listed]


def test_objectives_and_the_catalogue_need_no_torch():
    script = (
        "import sys; from engine.dreaming import catalogue, grammar; grammar.parse('castle - block3[4]');"
        "sys.exit('torch' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
