"""What the dreaming tests share: the real network, loaded once, and a small picture."""

import pytest
import torch

from engine.dreaming import networks
from engine.dreaming.networks import Network


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    """Pictures this small only lose by being shared out, most of all on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def network() -> Network:
    return networks.load("efficientnet-lite0", torch.device("cpu"))


@pytest.fixture(scope="session")
def untrained() -> Network:
    return networks.load("efficientnet-lite0", torch.device("cpu"), random_weights=True)


@pytest.fixture
def picture() -> torch.Tensor:
    """A disc before a slope of colours, `(1, 3, 96, 128)`."""
    rows = torch.linspace(0, 1, 96)[:, None].expand(96, 128)
    columns = torch.linspace(0, 1, 128)[None, :].expand(96, 128)
    slope = torch.stack([rows, columns, 1 - rows]) * 0.6 + 0.2
    disc = ((rows - 0.5) * 96) ** 2 + ((columns - 0.5) * 128) ** 2 < 30**2
    return torch.where(disc, 1 - slope, slope)[None]
