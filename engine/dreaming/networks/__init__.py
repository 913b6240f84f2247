"""Networks to dream with, from small ones that come as packages to the classics and one's own."""

from engine.dreaming.networks.files import WeightsError
from engine.dreaming.networks.loading import NETWORKS, UnknownNetworkError, check_name, load, pick_device
from engine.dreaming.networks.network import HEAD, Network, UnknownLayerError
from engine.dreaming.networks.vision import source

__all__ = [
    "HEAD",
    "NETWORKS",
    "Network",
    "UnknownLayerError",
    "UnknownNetworkError",
    "WeightsError",
    "check_name",
    "load",
    "pick_device",
    "source",
]
