"""The bot's settings: from DREAM_BOT_* in the environment or a file .env beside it."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.challenges.deadlines import zone
from bot.challenges.misreadings import UnknownZone
from bot.queue import Allowance, Caps, Rules


class BotSettings(BaseSettings):
    """Who the bot is, where its engines are and what people may ask of it."""

    model_config = SettingsConfigDict(env_prefix="DREAM_BOT_", env_file=".env", extra="ignore")

    token: SecretStr | None = Field(default=None, description="the bot's token from Discord's developer portal")
    engines: tuple[str, ...] = Field(
        default=(), description="URLs of engines, unix:///path or http://host:port; none starts a local engine"
    )
    prefix: str = Field(default="!", min_length=1, max_length=5)
    message_content: bool = Field(
        default=True, description="whether to read messages that do not mention the bot, which Discord has to allow"
    )
    shard_ids: tuple[int, ...] = Field(
        default=(), description="which shards of shard_count this process is; none is all of them"
    )
    shard_count: int | None = Field(default=None, ge=1, description="shards of all processes; else as Discord advises")
    size: int = Field(default=768, ge=64, le=2048, description="longest side of a dream, in pixels")
    data: Path = Field(default=Path("data"), description="the folder where dreams under way and pictures are kept")
    store: SecretStr | None = Field(
        default=None, description="the database, sqlite:///path or postgresql://user:password@host/name"
    )
    keep_days: int = Field(default=60, ge=1, description="days that the pictures behind dreams are kept")
    remember_days: int = Field(default=365, ge=1, description="days that is remembered who asked for which dream")
    keep_megabytes: int = Field(default=2048, ge=0, description="room that the pictures behind dreams may take")
    socket: Path | None = Field(default=None, description="where it shows how it is; else bot.sock in the data folder")
    listen: str | None = Field(
        default=None, pattern=r"^[^/\s]+:\d{1,5}$", description="host:port to show it on instead of a socket"
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    stop_within: float = Field(default=10.0, ge=0, description="seconds that running dreams get when the bot stops")
    engine_patience: float = Field(default=600.0, ge=0, description="seconds that dreams wait for an engine to answer")
    dreams_at_once: int | None = Field(
        default=None, ge=1, description="dreams that run at once; else what engines offer"
    )
    server_at_once: int = Field(default=8, ge=1, description="dreams of one server that run at once")
    dreams_waiting: int = Field(default=1000, ge=1, description="dreams that may wait altogether")
    person_hourly: float | None = Field(
        default=None, gt=0, description="megapixel steps that one person may dream in an hour"
    )
    server_hourly: float | None = Field(
        default=None, gt=0, description="megapixel steps that one server may dream in an hour"
    )
    role_weights: dict[int, float] = Field(
        default={}, description="how much more than others the people with a role may dream, by the role's id"
    )
    largest_size: int = Field(default=1280, ge=64, le=2048, description="longest side that somebody may ask for")
    pictures_at_once: int = Field(default=3, ge=1, le=10, description="pictures of one message that are dreamt")
    dreams_per_person: int = Field(default=3, ge=1, description="unfinished dreams one person may have")
    panel: tuple[str, ...] = Field(
        default=("animals", "birds", "dogs", "flowers", "buildings", "eyes"),
        max_length=12,
        description="presets whose reactions stand under a dream",
    )
    moving_frames: int = Field(default=60, ge=2, le=300, description="frames of a dream that moves")
    moving_milliseconds: int = Field(default=80, ge=20, le=1000, description="how long each of them stays")
    moving_size: int = Field(default=512, ge=64, le=1280, description="longest side of a dream that moves, in pixels")
    zone: str = Field(default="UTC", description="the time zone in which people say dates, such as Europe/Berlin")
    challenges_per_server: int = Field(default=5, ge=1, description="challenges that may be open in one server")
    challenges_per_host: int = Field(default=2, ge=1, description="challenges that one person may host at once")
    card_interval: float = Field(default=1.2, ge=0, description="seconds between two edits of a card")
    discord_url: str | None = Field(default=None, description="another Discord to connect to, such as a playground")
    playground_port: int = Field(default=8420, ge=0, le=65535)

    @field_validator("zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            zone(name)
        except UnknownZone as unknown:
            raise ValueError(unknown.sentence) from None
        return name

    @model_validator(mode="after")
    def _shards_exist(self) -> Self:
        """Refuse shards that are not among those counted."""
        if self.shard_ids and not all(0 <= shard < (self.shard_count or 0) for shard in self.shard_ids):
            raise ValueError("DREAM_BOT_SHARD_IDS go from 0 to DREAM_BOT_SHARD_COUNT less one; set both")
        return self

    @property
    def window(self) -> Path:
        """The socket on which it shows how it is."""
        return self.socket or self.data / "bot.sock"

    @property
    def store_address(self) -> str | None:
        """The database's address with its password."""
        return None if self.store is None else self.store.get_secret_value()

    @property
    def queue_rules(self) -> Rules:
        """What people may ask of the queue. A budget can be spent at once and comes back within the hour."""
        return Rules(
            waiting=self.dreams_waiting,
            unfinished_per_person=self.dreams_per_person,
            caps=Caps(per_server=self.server_at_once),
            person=None if self.person_hourly is None else Allowance(self.person_hourly, self.person_hourly),
            server=None if self.server_hourly is None else Allowance(self.server_hourly, self.server_hourly),
        )
