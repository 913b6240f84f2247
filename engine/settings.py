"""The engine's settings: from DREAM_ENGINE_* in the environment; the command line overrides them."""

from pathlib import Path
from typing import Literal

from pydantic import ByteSize, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.dreaming.presets import PRESETS, Presets, PresetsError, read


class EngineSettings(BaseSettings):
    """Where the engine listens, what it dreams with and how much at once."""

    model_config = SettingsConfigDict(env_prefix="DREAM_ENGINE_", env_file=".env", extra="ignore")

    socket: Path = Path("dream-engine.sock")
    listen: str | None = Field(
        default=None, pattern=r"^[^/\s]+:\d{1,5}$", description="host:port to serve on instead of a socket"
    )
    token: SecretStr | None = Field(
        default=None, min_length=16, description="what callers must bear where the engine listens on a port"
    )
    device: Literal["auto", "cpu", "cuda"] = "auto"
    network: str = "efficientnet-lite0"
    weights: Path | None = Field(default=None, description="the network's weights, where no package brings them")
    presets: Path | None = Field(default=None, description="a TOML file with presets of your own")
    slots: int = Field(default=2, ge=1, description="dreams side by side, which take turns at the device")
    backlog: int = Field(default=64, ge=0, description="dreams that may wait for a slot")
    hold: int = Field(default=2048, ge=64, description="MiB of pictures that all dreams under way may keep in memory")
    effort: float = Field(default=2000, gt=0, description="most megapixel-steps of one dream")
    memory: ByteSize | None = Field(default=None, description="what the engine may take in all, such as 2GiB")
    preview_side: int = Field(default=320, ge=32, description="longest side of a preview, in pixels")
    preview_interval: float = Field(default=0.5, ge=0, description="seconds between two previews of a dream")
    heartbeat: float = Field(default=2, gt=0, description="seconds of silence after which an answer says that it lives")
    patience: float = Field(
        default=300, gt=0, description="seconds of one step after which the engine calls itself stuck"
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"


def wrong_setting(error: ValidationError) -> str:
    """Return in one line which setting is wrong and how."""
    wrong = error.errors(include_input=False)[0]
    return f"DREAM_ENGINE_{str(wrong['loc'][0]).upper()}: {wrong['msg']}"


def own_presets(path: Path | None) -> Presets:
    """Return the presets of the library and those in a TOML file.

    Raises:
        PresetsError: the file cannot be read, or an entry is wrong; the message names the file.
    """
    if path is None:
        return PRESETS
    try:
        return read(path.read_text("utf-8"), PRESETS)
    except OSError as error:
        raise PresetsError(f"cannot read {path}: {error.strerror}") from None
    except ValueError as error:
        raise PresetsError(f"{path}: {error}") from None
