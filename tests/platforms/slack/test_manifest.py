import json

import pytest
from jsonschema import Draft7Validator, ValidationError

from mentorbot.chat.command import Group
from mentorbot.platforms.slack.manifest import SCOPES, manifest
from tests.platforms.local.small_talk import GROUPS

# What this manifest needs of Slack's own schema (github.com/slackapi/manifest-schema, MIT), with its numbers.
TEXTS = {"type": "array", "items": {"type": "string", "maxLength": 50}, "uniqueItems": True}


def objects(required: tuple[str, ...] = (), **properties: object) -> dict[str, object]:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": properties}


def string(low: int, high: int, **more: str) -> dict[str, object]:
    return {"type": "string", "minLength": low, "maxLength": high, **more}


YES_OR_NO = {"type": "boolean"}
SLASH_COMMAND = objects(
    ("command", "description"),
    command=string(2, 32, pattern="^\\/"),
    description=string(1, 2000),
    usage_hint=string(1, 1000),
    should_escape=YES_OR_NO,
)
SCHEMA = objects(
    ("display_information",),
    display_information=objects(("name",), name=string(1, 35), description=string(1, 140)),
    features=objects(
        app_home=objects(
            home_tab_enabled=YES_OR_NO, messages_tab_enabled=YES_OR_NO, messages_tab_read_only_enabled=YES_OR_NO
        ),
        bot_user=objects(("display_name",), display_name=string(1, 80), always_online=YES_OR_NO),
        slash_commands={"type": "array", "minItems": 1, "maxItems": 50, "items": SLASH_COMMAND},
    ),
    oauth_config=objects(scopes=objects(bot=TEXTS)),
    settings=objects(
        event_subscriptions=objects(bot_events=TEXTS),
        interactivity=objects(("is_enabled",), is_enabled=YES_OR_NO),
        org_deploy_enabled=YES_OR_NO,
        socket_mode_enabled=YES_OR_NO,
        token_rotation_enabled=YES_OR_NO,
    ),
)
SLACK = Draft7Validator(SCHEMA)


def test_slack_takes_the_manifest() -> None:
    SLACK.validate(json.loads(json.dumps(manifest(GROUPS))))


def test_an_unknown_key_would_be_refused() -> None:
    with pytest.raises(ValidationError, match="additional"):
        SLACK.validate({**manifest(GROUPS), "extra": 1})


def test_each_group_is_a_slash_command_whose_mentions_arrive_as_ids() -> None:
    features = manifest(GROUPS)["features"]
    assert isinstance(features, dict)
    assert features["slash_commands"] == [
        {
            "command": "/mentor",
            "description": "Your guide, your tasks, your nudge",
            "usage_hint": "home | ask | join | done | progress",
            "should_escape": True,
        },
        {
            "command": "/cohort",
            "description": "Make and run cohorts",
            "usage_hint": "create",
            "should_escape": True,
        },
    ]


def test_a_group_without_words_still_has_a_hint() -> None:
    SLACK.validate(manifest((Group("mentor", "Your guide", ()),)))


def test_no_scope_reads_what_people_write_to_each_other() -> None:
    assert {scope for scope in SCOPES if scope.endswith(":history")} == {"im:history"}
