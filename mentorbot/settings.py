"""Every environment variable, read once; all that is wrong with them is said at once.

Slack over HTTP and installing on many workspaces are not built yet, so they have no variables here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    BeforeValidator,
    DirectoryPath,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

WEB = r"^https?://[^/\s?#]+[^\s?#]*$"
SOCKET = r"^wss?://[^/\s?#]+[^\s?#]*$"
DATABASE = r"^(sqlite:///[^?:/]+(/[^?/]+)*|sqlite:///(/[^?/]+)+|postgresql://[^/\s?#]+[^\s]*)$"


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one variable, and a line that would do."""

    variable: str
    wrong: str
    example: str

    def __str__(self) -> str:
        return f"{self.variable} {self.wrong}. For example: {self.example}"


class SettingsProblem(Exception):
    """All that is wrong with the settings; its text is for the operator and repeats no secret."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"The settings (the environment, and the file .env) need a change:\n{lines}")


def _secret(pattern: str) -> BeforeValidator:
    """A check that runs before the text is hidden in a SecretStr."""

    def check(given: object) -> object:
        text = given.get_secret_value() if isinstance(given, SecretStr) else given
        if not isinstance(text, str) or not re.fullmatch(pattern, text):
            raise ValueError
        return text

    return BeforeValidator(check)


def _listed(given: object) -> object:
    return [each for each in re.split(r"[\s,]+", given) if each] if isinstance(given, str) else given


def _lower(given: object) -> object:
    return given.lower() if isinstance(given, str) else given


UserIds = Annotated[frozenset[Annotated[str, Field(pattern=r"^[\w.:-]+$")]], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """Names and defaults; a field's description is what its value must be, in the words of the problem."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",  # .env also holds what is meant for Docker Compose
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    slack_bot_token: Annotated[SecretStr, _secret(r"xoxb-[!-~]+")] | None = Field(
        None, description="a Slack bot token, which begins with xoxb-", examples=["xoxb-1234-5678-abcd"]
    )
    slack_app_token: Annotated[SecretStr, _secret(r"xapp-[!-~]+")] | None = Field(
        None, description="a Slack app-level token, which begins with xapp-", examples=["xapp-1-A0123-4567-abcd"]
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        pattern=WEB,
        description="an address that begins with https:// or http://",
        examples=["https://slack.com/api/"],
    )
    discord_bot_token: Annotated[SecretStr, _secret(r"[!-~]+")] | None = Field(
        None, description="a Discord bot token: one word without spaces", examples=["MTIzNDU2.Gabcde.abcdef"]
    )
    discord_api_url: str = Field(
        "https://discord.com/api/v10",
        pattern=WEB,
        description="an address that begins with https:// or http://",
        examples=["https://discord.com/api/v10"],
    )
    discord_gateway_url: str = Field(
        "wss://gateway.discord.gg/",
        pattern=SOCKET,
        description="an address that begins with wss:// or ws://",
        examples=["wss://gateway.discord.gg/"],
    )
    discord_cdn_url: str = Field(
        "https://cdn.discordapp.com/",
        pattern=WEB,
        description="an address that begins with https:// or http://",
        examples=["https://cdn.discordapp.com/"],
    )
    discord_shards: int | None = Field(
        None, ge=1, le=1000, description="a whole number from 1; empty is what Discord recommends", examples=["2"]
    )
    database_url: str = Field(
        "sqlite:///data/mentorbot.db",
        pattern=DATABASE,
        repr=False,  # it may hold a password
        description="sqlite:///path or postgresql://user:password@host/name",
        examples=["sqlite:///data/mentorbot.db"],
    )
    content_dir: DirectoryPath = Field(Path("content"), description="a folder that is there", examples=["content"])
    host: str = Field(
        "127.0.0.1", pattern=r"^[\w.:-]+$", description="a host name or address alone", examples=["127.0.0.1"]
    )
    port: int = Field(
        8080, ge=0, le=65535, description="a whole number from 0 (any free port) to 65535", examples=["8080"]
    )
    local: bool = Field(
        default=False, description="1 (the local workspace is open beside the others) or 0", examples=["1"]
    )
    admins: UserIds = Field(
        frozenset(),
        description="a list of user ids with commas between (ids, not names)",
        examples=["U0123ABC,1122334455"],
    )
    semantic_model: DirectoryPath | None = Field(
        None,
        description="a folder that holds model.onnx and tokenizer.json",
        examples=["models/all-MiniLM-L6-v2"],
    )
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = Field(
        LogFormat.TEXT, description=f"one of {', '.join(LogFormat)}", examples=["json"]
    )
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = Field(
        LogLevel.INFO, description=f"one of {', '.join(LogLevel)}", examples=["info"]
    )

    @property
    def slack_on(self) -> bool:
        return self.slack_bot_token is not None

    @property
    def discord_on(self) -> bool:
        return self.discord_bot_token is not None

    @property
    def local_on(self) -> bool:
        return self.local or not (self.slack_on or self.discord_on)

    @model_validator(mode="wrap")
    @classmethod
    def _everything_at_once(cls, given: dict[str, object], validate: ModelWrapValidatorHandler[Self]) -> Self:
        problems = _lone_tokens(given)
        try:
            settings = validate(given)
        except ValidationError as invalid:
            wrong = dict.fromkeys(str(each["loc"][0]) for each in invalid.errors())
            raise SettingsProblem(*(_refused(field, given) for field in wrong), *problems) from None
        if problems:
            raise SettingsProblem(*problems)
        return settings


def read_settings() -> Settings:
    """Read the environment and .env; whatever is wrong with them is a SettingsProblem."""
    try:
        return Settings()
    except (OSError, UnicodeError) as unreadable:
        raise SettingsProblem(Problem(".env", f"cannot be read ({unreadable})", "cp .env.example .env")) from None


def _refused(field: str, given: Mapping[str, object]) -> Problem:
    told = Settings.model_fields[field]
    value = str(given.get(field, told.default))
    secret = field.endswith("_token") or not told.repr
    return _problem(field, f"{'' if secret else f'is {value!r}, and '}must be {told.description}")


def _problem(field: str, wrong: str) -> Problem:
    variable = field.upper()
    example = (Settings.model_fields[field].examples or [""])[0]
    return Problem(variable, wrong, f"{variable}={example}")


def _lone_tokens(given: Mapping[str, object]) -> list[Problem]:
    """Socket Mode takes both of Slack's tokens, so one alone is a mistake rather than a choice."""
    pair = ("slack_bot_token", "slack_app_token")
    missing = [name for name in pair if not given.get(name)]
    if len(missing) != 1:
        return []
    present = next(name for name in pair if name not in missing)
    return [_problem(missing[0], f"is missing beside {present.upper()}: Slack needs both")]
