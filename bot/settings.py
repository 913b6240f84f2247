"""The bot's settings: from DREAM_BOT_* in the environment or a file .env beside it."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class BotSettings(BaseSettings):
    """Who the bot is, where its engines are and what people may ask of it."""

    model_config = SettingsConfigDict(env_prefix="DREAM_BOT_", env_file=".env", extra="ignore")

    token: SecretStr | None = Field(default=None, description="the bot's token from Discord's developer portal")
    engines: tuple[str, ...] = Field(
        default=(), description="URLs of engines, unix:///path or http://host:port; none starts a local engine"
    )
    prefix: str = Field(default="!", min_length=1, max_length=5)
    size: int = Field(default=768, ge=64, le=2048, description="longest side of a dream, in pixels")
    largest_size: int = Field(default=1280, ge=64, le=2048, description="longest side that somebody may ask for")
    pictures_at_once: int = Field(default=3, ge=1, le=10, description="pictures of one message that are dreamt")
    dreams_per_person: int = Field(default=3, ge=1, description="unfinished dreams one person may have")
    panel: tuple[str, ...] = Field(
        default=("animals", "birds", "dogs", "flowers", "buildings", "eyes"),
        max_length=12,
        description="presets whose reactions stand under a dream",
    )
    card_interval: float = Field(default=1.2, ge=0, description="seconds between two edits of a card")
    discord_url: str | None = Field(default=None, description="another Discord to connect to, such as a playground")
    playground_port: int = Field(default=8420, ge=0, le=65535)
