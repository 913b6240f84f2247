"""The same app on Ray Serve, for more machines than one: a replica is an engine, the cluster's port its socket.

Ray's proxy balances, refuses what exceeds its queue with 503, and lets a replica finish what it dreams before it ends
it. A replica that dies breaks its answers off, and the client asks again. deploy/ray/serve.yaml deploys it.
"""

import sys

from pydantic import BaseModel, ConfigDict, Field
from ray import serve
from ray.serve import Application

from engine.app import DreamApp
from engine.dreaming import networks
from engine.server import token_of
from engine.settings import EngineSettings, own_presets
from machine import logs

_HEALTH_SECONDS = 10.0


class Cluster(BaseModel):
    """What a cluster is asked for."""

    model_config = ConfigDict(extra="forbid")

    replicas: int = Field(default=1, ge=1)
    gpus: float = Field(default=0, ge=0)
    """Of each replica."""
    cpus: float = Field(default=2, gt=0)
    """Of each replica."""
    waiting: int = Field(default=32, ge=0)
    """Requests that a proxy holds back while all slots are taken; the bot keeps the queue, so they are few."""
    longest_dream: float = Field(default=600, gt=0)
    """Seconds that a replica which is to end gets to finish what it dreams."""


def dreams(wanted: Cluster) -> Application:
    """Return the application to deploy, as `serve run engine.cluster:dreams replicas=2 gpus=1` asks for it.

    Raises:
        ValueError: there is no token; Ray listens on the network.
    """
    settings = EngineSettings()
    token_of(settings)
    deployment = serve.deployment(
        serve.ingress(build)(),
        name="dreams",
        num_replicas=wanted.replicas,
        ray_actor_options={"num_cpus": wanted.cpus, "num_gpus": wanted.gpus},
        # More than its slots would wait inside of a replica while another one is idle.
        max_ongoing_requests=settings.slots,
        max_queued_requests=wanted.waiting,
        graceful_shutdown_timeout_s=wanted.longest_dream,
        health_check_period_s=_HEALTH_SECONDS,
        health_check_timeout_s=3 * _HEALTH_SECONDS,
    )
    application: Application = deployment.bind()
    return application


def build() -> DreamApp:
    """Return the app of one replica, from the settings in its environment.

    Raises:
        ValueError: there is no token, no such network or device, or its weights are not there.
        PresetsError: the file of presets is not one.
    """
    settings = EngineSettings()
    logs.configure(sys.stderr, settings.log_level)
    network = networks.load(settings.network, networks.pick_device(settings.device), weights=settings.weights)
    return DreamApp(settings, own_presets(settings.presets), network, token_of(settings))
