"""The only reader of the environment: every setting, checked and frozen at start; what is wrong is named."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import SplitResult, quote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import Misconfigured
from core.model import Secret
from core.ports import OurApp

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}")
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
SPACE = re.compile(r"\s")
IN_A_VAULT = re.compile(r"/?|/(?:secrets|keys)/[0-9A-Za-z-]{1,127}/?")
MEDIA = ("file", "s3", "az")
NO_ADDRESS = SplitResult("", "", "", "", "")
PLACE = re.compile(r"(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\]):[0-9]{1,5}")


class Settings(BaseSettings):
    """What the README lists under "Settings"; a field's name in capitals is the variable's."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: SecretStr = SecretStr("")
    """Empty: SQLite under `data_dir`. It may hold a password."""
    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    public_url: str = ""
    telegram_bot_token: SecretStr = SecretStr("")
    telegram_webhook_secret: SecretStr = SecretStr("")
    """What Telegram shows with each delivery; empty: one is made and kept under `data_dir`."""
    telegram_api_url: str = "https://api.telegram.org"
    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = "gpt-5-mini"
    openai_transcription_model: str = "gpt-4o-mini-transcribe"
    openai_price_in: float = Field(0.25, ge=0)
    """Euro a million tokens read; what the budget of a workspace is counted in."""
    openai_price_out: float = Field(2.0, ge=0)
    azure_key_vault_url: str = ""
    """The key vault (`https://…`, with `/secrets/NAME` or `/keys/NAME` behind) that wraps the keys of the tokens."""
    aimarketing_kek: SecretStr = SecretStr("")
    """The same, without a key vault: `name:key, name:key`, the last one current."""
    media_url: str = ""
    """Empty: a folder under `data_dir`. Where several machines work together: a place that all of them see."""
    egress_allow: str = ""
    """The `host:port` list of what may be reached though it is not public, plain http included."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"

    @field_validator("public_url")
    @classmethod
    def _is_https(cls, value: str) -> str:
        if value and _split(value).scheme != "https":
            raise ValueError("must be an https origin such as https://marketing.example.com")
        return value.rstrip("/")

    @field_validator("telegram_bot_token")
    @classmethod
    def _is_a_token(cls, value: SecretStr) -> SecretStr:
        if (text := value.get_secret_value()) and not TOKEN.fullmatch(text):
            raise ValueError("is not what BotFather gives: digits, a colon, and letters")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _is_long_enough(cls, value: SecretStr) -> SecretStr:
        if (text := value.get_secret_value()) and not SECRET.fullmatch(text):
            raise ValueError("must be 32 to 256 letters, digits, _ or -")
        return value

    @field_validator("openai_base_url", "telegram_api_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        return origin(value) if value else value

    @field_validator("azure_key_vault_url")
    @classmethod
    def _is_a_key_vault(cls, value: str) -> str:
        parts = _split(value)
        if value and (parts.scheme != "https" or parts.query or not IN_A_VAULT.fullmatch(parts.path)):
            raise ValueError(
                "must be a key vault's https address, with /secrets/NAME or /keys/NAME behind it or nothing"
            )
        return value.rstrip("/")

    @field_validator("media_url")
    @classmethod
    def _is_a_place_for_files(cls, value: str) -> str:
        parts = urlsplit(value)
        named = parts.path.strip("/") and not parts.netloc if parts.scheme == "file" else parts.netloc
        if value and (parts.scheme not in MEDIA or not named):
            raise ValueError("must begin with file:///, s3:// or az://, and name a folder, a bucket or a container")
        return value

    @field_validator("egress_allow")
    @classmethod
    def _are_places(cls, value: str) -> str:
        for place in places(value):
            if not PLACE.fullmatch(place) or not _split(f"http://{place}").port:
                raise ValueError("must be a list of host:port, such as 10.0.0.5:8443, intranet.example.com:443")
        return value

    @field_validator("data_dir")
    @classmethod
    def _is_whole(cls, value: Path) -> Path:
        try:
            return value.expanduser().resolve()
        except RuntimeError as error:
            raise ValueError("begins with ~, but whose home folder that is cannot be told") from error

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'aimarketing.db'}"

    @property
    def allowed_out(self) -> tuple[str, ...]:
        """The places of `egress_allow`, in small letters."""
        return places(self.egress_allow)

    @property
    def media(self) -> str:
        """Where pictures and videos are kept."""
        return self.media_url or f"file://{quote(str(self.data_dir / 'media'))}"

    @property
    def has_model(self) -> bool:
        """Whether a language model writes; else the outline writer does."""
        return bool(self.openai_api_key.get_secret_value() or self.openai_base_url)


def places(value: str) -> tuple[str, ...]:
    """What stands in a list, between commas or spaces."""
    return tuple(value.replace(",", " ").lower().split())


def origin(value: str) -> str:
    """The address without a slash at its end. Raises `ValueError` where it is no http(s) address."""
    if _split(value).scheme not in {"http", "https"}:
        raise ValueError("must be an http or https address")
    return value.rstrip("/")


def _split(value: str) -> SplitResult:
    """The address's parts; all of them empty where it is no address."""
    try:
        parts = urlsplit(value)
        numbered = parts.port is None or bool(parts.port)  # reading the port is what finds a wrong one
    except ValueError:
        return NO_ADDRESS
    return parts if parts.hostname and numbered and not SPACE.search(value) else NO_ADDRESS


def load() -> Settings:
    """The settings of this process. Raises `Misconfigured` that names the first one that is wrong, never its value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0])
        ours = first["type"] == "value_error"
        reason = first["msg"].removeprefix("Value error, ") if ours else _wanted(name)
        raise Misconfigured(name.upper(), reason) from None


def _wanted(name: str) -> str:
    """What the setting has to be, in words for whoever set it."""
    kind = Settings.model_fields[name].annotation
    if kind is int:
        return "must be a whole number from 0 to 65535"
    if kind is float:
        return "must be a number, 0 or more"
    return f"must be one of {', '.join(get_args(kind))}" if get_args(kind) else "cannot be read"


def client_apps(networks: Iterable[str], environment: Mapping[str, str] = os.environ) -> dict[str, OurApp]:
    """Our app at each of these networks where it is set up. Raises `Misconfigured` where half of it is."""
    found = {}
    for network in networks:
        names = f"{network.upper()}_CLIENT_ID", f"{network.upper()}_CLIENT_SECRET"
        id, secret = (environment.get(name, "").strip() for name in names)
        if bool(id) != bool(secret):
            missing, other = names if secret else reversed(names)
            raise Misconfigured(missing, f"is not set, but {other} is: the network gives both for an app")
        if id:
            found[network] = OurApp(id=id, secret=Secret(secret))
    return found


def base_urls(networks: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Each network's origin, or what `{NETWORK}_BASE_URL` puts in its place; without either, it has none.

    Raises `Misconfigured`.
    """
    found = {}
    for network, default in networks.items():
        name = f"{network.upper()}_BASE_URL"
        given = environment.get(name) or default
        if not given:
            continue
        try:
            found[network] = origin(given)
        except ValueError as error:
            raise Misconfigured(name, str(error)) from None
    return found
