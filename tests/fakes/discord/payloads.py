"""The data of an interaction, built from the declarations that the bot registered."""

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from tests.fakes.discord import limits
from tests.fakes.discord.check_commands import SUBCOMMAND, SUBGROUP
from tests.fakes.discord.errors import Json
from tests.fakes.discord.files import Attachments, GivenFile
from tests.fakes.discord.world import MANAGE_GUILD, Channel, Guild, Member, Role, User

STRING, INTEGER, USER, CHANNEL, ROLE, ATTACHMENT = 3, 4, 6, 7, 8, 11
FILE_UPLOAD = 19


class NotOffered(AssertionError):
    """Discord's client would not let the person do that; the text says why."""


class Named(Protocol):
    """Whoever stands for a user: a person of the test."""

    @property
    def user(self) -> User: ...


Value = str | int | Named | Channel | Role | GivenFile
_KINDS: Final = {5: USER, 6: ROLE, 8: CHANNEL}
"""Of a select in a modal -> of a resolved value."""


@dataclass(slots=True)
class Resolved:
    """The objects that option values name."""

    guild: Guild | None
    files: Attachments
    found: Json = field(default_factory=dict)

    def add(self, value: Value) -> Any:  # noqa: ANN401 - text or number, as the option's type wants it
        """The id of an object, remembered; text and numbers as they are."""
        if isinstance(value, str | int):
            return value
        if isinstance(value, Role):
            return self._put("roles", value.id, value.json())
        if isinstance(value, Channel):
            return self._put("channels", value.id, value.json())
        if isinstance(value, GivenFile):
            attached = self.files.put(value)
            return self._put("attachments", attached["id"], attached)
        return self._add_user(value.user)

    def _add_user(self, user: User) -> str:
        member = self.guild.members.get(user.id) if self.guild else None
        if member is not None:
            self._put("members", user.id, {key: each for key, each in member.json().items() if key != "user"})
        return self._put("users", user.id, user.json())

    def _put(self, kind: str, key: str, data: Json) -> str:
        self.found.setdefault(kind, {})[key] = data
        return key


def find_word(declared: list[Json], path: str, member: Member | None) -> tuple[Json, list[Json]]:
    """The command, and the options from it down to the word; raises NotOffered."""
    first, *rest = path.removeprefix("/").split()
    command = next((each for each in declared if each["name"] == first), None)
    if command is None:
        raise NotOffered(f"there is no /{first}")
    _check_offered(command, member)
    trail: list[Json] = []
    options = command.get("options") or []
    for word in rest:
        option = next(
            (each for each in options if each["name"] == word and each["type"] in {SUBCOMMAND, SUBGROUP}), None
        )
        if option is None:
            raise NotOffered(f"/{first} has no word {word}")
        trail.append(option)
        options = option.get("options") or []
    return command, trail


def _check_offered(command: Json, member: Member | None) -> None:
    contexts = command.get("contexts")
    if contexts is not None and (1 if member is None else 0) not in contexts:
        raise NotOffered(f"/{command['name']} is not offered here")
    needed = command.get("default_member_permissions")
    if needed is None or member is None or member.manages_guild or command.get("shown_to_all"):
        return
    if int(needed) & MANAGE_GUILD or not int(needed):
        raise NotOffered(f"/{command['name']} is shown to managers of the server only")


def command_data(command: Json, trail: list[Json], values: list[Json], resolved: Resolved) -> Json:
    """`data` of an application command, its values at the end of the trail."""
    options = values
    for option in reversed(trail):
        options = [{"type": option["type"], "name": option["name"], "options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    return data | ({"resolved": resolved.found} if resolved.found else {})


def option_values(declared: list[Json], given: dict[str, Value], resolved: Resolved) -> list[Json]:
    """What was given as Discord's client sends it; raises NotOffered for what it would not send."""
    names = {each["name"] for each in declared}
    if unknown := given.keys() - names:
        raise NotOffered(f"there is no option {', '.join(sorted(unknown))}")
    missing = [each["name"] for each in declared if each.get("required") and each["name"] not in given]
    if missing:
        raise NotOffered(f"{', '.join(missing)} must be filled in")
    return [_option_value(each, given[each["name"]], resolved) for each in declared if each["name"] in given]


def _option_value(declared: Json, value: Value, resolved: Resolved) -> Json:
    choices = declared.get("choices") or []
    if choices:
        value = _chosen_value(declared["name"], choices, value)
    _check_file(declared["name"], value, takes=declared["type"] == ATTACHMENT)
    sent = resolved.add(value)
    wanted = int if declared["type"] == INTEGER else str
    if not isinstance(sent, wanted):
        raise NotOffered(f"{declared['name']} takes {wanted.__name__}")
    _check_range(declared, sent)
    return {"type": declared["type"], "name": declared["name"], "value": sent}


def _check_file(name: str, value: Value, *, takes: bool) -> None:
    if isinstance(value, GivenFile) is not takes:
        raise NotOffered(f"{name} takes {'a file' if takes else 'no file'}")
    if isinstance(value, GivenFile) and len(value.content) > limits.FILE_SIZE:
        raise NotOffered(f"{name} is larger than Discord's client sends without Nitro")


def _chosen_value(name: str, choices: list[Json], value: Value) -> str | int:
    for each in choices:
        if value in {each["name"], each["value"]}:
            chosen: str | int = each["value"]
            return chosen
    raise NotOffered(f"{name} takes one of its choices only")


def _check_range(declared: Json, sent: str | int) -> None:
    size = sent if isinstance(sent, int) else len(sent)
    unit = "value" if isinstance(sent, int) else "length"
    low, high = declared.get(f"min_{unit}"), declared.get(f"max_{unit}")
    if (low is not None and size < low) or (high is not None and size > high):
        raise NotOffered(f"{declared['name']} must be between {low} and {high}")


def modal_component(part: Json, given: Value | None, resolved: Resolved) -> Json:
    """One labelled control as it is submitted; raises NotOffered."""
    control = part["component"]
    sent: Json = {"type": control["type"], "custom_id": control["custom_id"], "id": control.get("id", 1)}
    if control["type"] == FILE_UPLOAD:
        sent["values"] = _uploaded(part["label"], control, given, resolved)
    elif control["type"] == 4:
        sent["value"] = _typed(part["label"], control, given)
    else:
        sent["values"] = _chosen(part["label"], control, given, resolved)
    return {"type": part["type"], "id": part.get("id", 1), "component": sent}


def _uploaded(label: str, control: Json, given: Value | None, resolved: Resolved) -> list[str]:
    least = control.get("min_values", 1) if control.get("required", True) else 0
    if given is None:
        if least:
            raise NotOffered(f"{label} must be filled in")
        return []
    _check_file(label, given, takes=True)
    return [resolved.add(given)]


def _typed(label: str, control: Json, given: Value | None) -> str:
    text = control.get("value") or "" if given is None else str(given)
    if not text and control.get("required", True):
        raise NotOffered(f"{label} must be filled in")
    if len(text) > (control.get("max_length") or 4000):
        raise NotOffered(f"{label} takes at most {control.get('max_length')} characters")
    return text


def _chosen(label: str, control: Json, given: Value | None, resolved: Resolved) -> list[str]:
    options = control.get("options") or []
    chosen: list[str] = [each["value"] for each in options if each.get("default")]
    if given is not None and control["type"] in _KINDS:
        chosen = [resolved.add(given)]
    elif given is not None:
        chosen = [each["value"] for each in options if given in {each["label"], each["value"]}]
    if not chosen and (given is not None or control.get("required", True)):
        raise NotOffered(f"{label} takes one of its options")
    return chosen
