"""What is written for people is held to the code."""

import re
from pathlib import Path

from mentorbot.commands import GROUPS
from mentorbot.messages.manual import manual
from mentorbot.settings import Settings

ROOT = Path(__file__).parent.parent


def test_every_command_is_documented_as_it_is_declared() -> None:
    """Mend it with `.venv/bin/python bot.py commands > docs/commands.md`."""
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == manual(GROUPS)


def test_every_setting_is_in_the_example() -> None:
    told = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert [each for each in links if not (ROOT / each).exists()] == []
