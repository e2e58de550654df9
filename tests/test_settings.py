import re
from pathlib import Path

import pytest

from mentorbot.settings import LogFormat, LogLevel, Settings, SettingsProblem, read_settings

ROOT = Path(__file__).parent.parent
BAD = {
    "SLACK_BOT_TOKEN": "xapp-1-a-bot-token-this-is-not",
    "SLACK_APP_TOKEN": "xoxb-nor-an-app-token",
    "SLACK_API_URL": "slack.com/api",
    "DISCORD_BOT_TOKEN": "Bot with spaces",
    "DISCORD_API_URL": "wss://discord.com",
    "DISCORD_GATEWAY_URL": "https://gateway.discord.gg",
    "DISCORD_CDN_URL": "cdn.discordapp.com",
    "DISCORD_SHARDS": "0",
    "DATABASE_URL": "mysql://me:hunter2@db/bot",
    "CONTENT_DIR": "no/such/folder",
    "HOST": "http://localhost",
    "PORT": "65536",
    "ADMINS": "U1,@kim",
    "LOCAL": "perhaps",
    "SEMANTIC_MODEL": "no/such/model",
    "LOG_FORMAT": "xml",
    "LOG_LEVEL": "loud",
}
ALL = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for each in ("content", "models/all-MiniLM-L6-v2"):
        (tmp_path / each).mkdir(parents=True)
    for name in ALL:
        monkeypatch.delenv(name, raising=False)


def problem_of(monkeypatch: pytest.MonkeyPatch, **variables: str) -> SettingsProblem:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        read_settings()
    return caught.value


def test_nothing_set_opens_the_local_workspace_alone() -> None:
    settings = read_settings()
    assert (settings.local_on, settings.slack_on, settings.discord_on) == (True, False, False)
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.database_url == "sqlite:///data/mentorbot.db"
    assert (settings.log_format, settings.log_level) == (LogFormat.TEXT, LogLevel.INFO)


def test_every_problem_is_said_at_once_with_its_variable_and_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of(monkeypatch, **BAD)
    assert {each.variable for each in problem.problems} == ALL == set(BAD)
    assert str(problem).count("\n") == len(BAD)
    for each in problem.problems:
        assert f"For example: {each.variable}=" in str(each)


def test_every_example_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in problem_of(monkeypatch, **BAD).problems:
        monkeypatch.setenv(each.variable, each.example.split("=", 1)[1])
    assert read_settings().admins == {"U0123ABC", "1122334455"}


def test_a_problem_repeats_what_was_given_but_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    text = str(problem_of(monkeypatch, **BAD))
    assert "PORT is '65536', and must be a whole number from 0" in text
    for secret in ("a-bot-token", "nor-an-app", "with spaces", "hunter2"):
        assert secret not in text


@pytest.mark.parametrize(
    ("given", "missing"), [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")]
)
def test_one_slack_token_alone_names_the_other(monkeypatch: pytest.MonkeyPatch, given: str, missing: str) -> None:
    value = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}[given]
    (problem,) = problem_of(monkeypatch, **{given: value}).problems
    assert str(problem).startswith(f"{missing} is missing beside {given}: Slack needs both. For example: {missing}=x")


def test_a_platform_closes_the_local_workspace_unless_it_is_asked_for() -> None:
    assert not Settings(discord_bot_token="abc").local_on
    assert Settings(discord_bot_token="abc", local=True).local_on
    both = Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1", discord_bot_token="abc")
    assert (both.slack_on, both.discord_on, both.local_on) == (True, True, False)


def test_secrets_do_not_show_when_printed() -> None:
    settings = Settings(
        slack_bot_token="xoxb-hunter2",
        slack_app_token="xapp-hunter2",
        discord_bot_token="hunter2",
        database_url="postgresql://me:hunter2@db/bot",
    )
    assert "hunter2" not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    "url", ["sqlite:///data/bot.db", "sqlite:////var/lib/bot.db", "postgresql://me:pw@db:5432/bot"]
)
def test_both_databases_are_taken(url: str) -> None:
    assert Settings(database_url=url).database_url == url


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///", "postgresql://", "postgres://db/bot"])
def test_a_database_that_could_not_be_kept_or_reached_is_refused(url: str) -> None:
    with pytest.raises(SettingsProblem, match="DATABASE_URL must be"):
        Settings(database_url=url)


def test_any_free_port_and_other_spellings_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PORT": "0", "LOG_LEVEL": "DEBUG", "LOCAL": "yes", "ADMINS": " U1, 22 ,"}.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert (settings.port, settings.log_level, settings.local) == (0, LogLevel.DEBUG, True)
    assert settings.admins == {"U1", "22"}


def test_dot_env_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=9001\nHOST=0.0.0.0\nPOSTGRES_PASSWORD=for-compose\nADMINS=\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "9002")
    settings = read_settings()
    assert (settings.host, settings.port, settings.admins) == ("0.0.0.0", 9002, frozenset())  # noqa: S104 (read only)


def test_a_dot_env_that_is_no_text_is_a_problem_in_words() -> None:
    Path(".env").write_bytes(b"HOST=\xff\xfe\n")
    with pytest.raises(SettingsProblem, match=r"\.env cannot be read"):
        read_settings()


def test_a_start_in_another_folder_says_that_the_guides_are_not_there() -> None:
    Path("content").rmdir()
    with pytest.raises(SettingsProblem, match=r"CONTENT_DIR is 'content', and must be a folder that is there"):
        read_settings()


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings().port = 1  # type: ignore[misc]  # that it is read-only is what is tested


def test_the_example_file_lists_every_variable_once_and_works_as_it_is() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == sorted(ALL)
    Path(".env").write_text(example, encoding="utf-8")
    assert read_settings() == Settings(_env_file=None)
