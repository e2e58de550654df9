import os
import subprocess
from pathlib import Path

import pytest

INSTALL = Path(__file__).parent.parent / "requirements" / "install.sh"
OLD = """case "$2" in *print*) echo 3.9;; *version_info*) exit 1;; esac"""
WITHOUT_VENV = """case "$2" in *print*) echo 3.13;; *ensurepip*) exit 1;; esac"""
BROKEN = "exit 127"


def install_with(folder: Path, **pythons: str) -> subprocess.CompletedProcess[str]:
    """Run the installer in an empty folder with a space in its name, on a machine that has these Pythons alone."""
    machine = folder / "bin"
    machine.mkdir()
    for name, script in pythons.items():
        (machine / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (machine / name).chmod(0o755)
    clone = folder / "a clone"
    clone.mkdir()
    settings = {name: value for name, value in os.environ.items() if name != "PYTHON"} | {"PATH": str(machine)}
    return subprocess.run(
        ["/bin/sh", str(INSTALL), "run"], cwd=clone, env=settings, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("pythons", "sentence"),
    [
        ({}, "mentorbot needs Python 3.11 or newer: install it"),
        ({"python3": BROKEN}, "mentorbot needs Python 3.11 or newer: install it"),
        ({"python3": OLD, "python3.13": BROKEN}, "and this machine's python3 is 3.9: install a newer one"),
        ({"python3": WITHOUT_VENV}, "apt install python3.13-venv"),
        ({"python3": OLD, "python3.13": WITHOUT_VENV}, "apt install python3.13-venv"),
    ],
)
def test_a_machine_that_lacks_something_is_told_what_in_one_sentence(
    tmp_path: Path, pythons: dict[str, str], sentence: str
) -> None:
    done = install_with(tmp_path, **pythons)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert sentence in done.stderr
    assert not (tmp_path / "a clone" / ".venv").exists()
