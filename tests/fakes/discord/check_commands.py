"""Checks the declarations of slash commands as Discord does."""

import re
from collections.abc import Iterator
from typing import Final

from tests.fakes.discord import limits
from tests.fakes.discord.errors import ApiError, Faults, Json

SUBCOMMAND, SUBGROUP = 1, 2
_STRING, _INTEGER, _NUMBER = 3, 4, 10
_TYPES: Final = set(range(1, 12))
_TOO_LARGE = ApiError(
    400,
    50035,
    "Invalid Form Body",
    {"_errors": [{"code": "TOO_LARGE", "message": "Command exceeds maximum size (8000)"}]},
)


def check_commands(commands: list[Json]) -> None:
    """Raise for a set of global commands that Discord would refuse."""
    faults = Faults()
    faults.count("commands", commands, low=0, high=limits.COMMANDS)
    _check_names(faults, "commands", commands)
    for index, command in enumerate(commands):
        _check_named(faults, str(index), command)
        _check_options(faults, f"{index}.options", command.get("options") or [])
    faults.settle()
    if any(_characters(command) > limits.COMMAND_CHARACTERS for command in commands):
        raise _TOO_LARGE


def _characters(declared: Json) -> int:
    own = len(declared.get("name", "")) + len(declared.get("description", ""))
    choices = declared.get("choices") or []
    return (
        own
        + sum(len(each["name"]) + len(str(each["value"])) for each in choices)
        + sum(_characters(each) for each in declared.get("options") or [])
    )


def _check_named(faults: Faults, path: str, declared: Json) -> None:
    name = declared.get("name", "")
    if not re.fullmatch(limits.COMMAND_NAME, name) or name != name.lower():
        faults.add(f"{path}.name", "Command name is invalid")
    faults.length(f"{path}.description", declared.get("description"), high=limits.COMMAND_DESCRIPTION)


def _check_names(faults: Faults, path: str, declared: list[Json]) -> None:
    names = [each.get("name") for each in declared]
    if len(set(names)) < len(names):
        faults.add(path, "Names must be unique")


def _check_options(faults: Faults, path: str, options: list[Json]) -> None:
    faults.count(path, options, low=0, high=limits.COMMAND_OPTIONS)
    _check_names(faults, path, options)
    _check_order(faults, path, options)
    nested = {each.get("type") in {SUBCOMMAND, SUBGROUP} for each in options}
    if len(nested) > 1:
        faults.add(path, "Sub-commands and sub-command groups are mutually exclusive with other options.")
    for index, option in enumerate(options):
        _check_option(faults, f"{path}.{index}", option)


def _check_order(faults: Faults, path: str, options: list[Json]) -> None:
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        faults.add(path, "Required options must be placed before non-required options")


def _check_option(faults: Faults, path: str, option: Json) -> None:
    _check_named(faults, path, option)
    if option.get("type") not in _TYPES:
        faults.add(f"{path}.type", "Value must be one of the option types.")
    for message in _contradictions(option):
        faults.add(path, message)
    _check_choices(faults, f"{path}.choices", option)
    if option.get("type") in {SUBCOMMAND, SUBGROUP}:
        _check_options(faults, f"{path}.options", option.get("options") or [])


def _contradictions(option: Json) -> Iterator[str]:
    kind = option.get("type")
    if option.get("autocomplete") and option.get("choices"):
        yield "Autocomplete and choices are mutually exclusive."
    if option.get("autocomplete") and kind not in {_STRING, _INTEGER, _NUMBER}:
        yield "Autocomplete needs a text or number option."
    if option.get("min_value") is not None and kind not in {_INTEGER, _NUMBER}:
        yield "Only numbers have a smallest value."


def _check_choices(faults: Faults, path: str, option: Json) -> None:
    choices = option.get("choices") or []
    faults.count(path, choices, low=0, high=limits.COMMAND_CHOICES)
    for index, each in enumerate(choices):
        faults.length(f"{path}.{index}.name", each.get("name"), high=limits.CHOICE_TEXT)
        if option.get("type") == _STRING:
            faults.length(f"{path}.{index}.value", each.get("value"), high=limits.CHOICE_TEXT)
