"""PgQueuer, installed for a benchmark into a folder that is thrown away: it is none of our packages."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorbot.platforms.slack.render import Rendered

VERSION = "1.6.0"
_JOBS = Path(__file__).parent / "pgqueuer_jobs.py"


@dataclass(frozen=True, slots=True)
class PgQueuer:
    """`packages` is where it is installed, `message` the file with what is posted."""

    packages: Path
    message: Path

    def run(self, address: str, slack: str, number: int) -> tuple[float, float]:
        """The seconds and the processor seconds of one message, so many being delivered."""
        command = [sys.executable, str(_JOBS), address, slack, str(number), str(self.message)]
        done = subprocess.run(
            command, env=os.environ | {"PYTHONPATH": str(self.packages)}, check=True, capture_output=True, text=True
        )
        told = json.loads(done.stdout)
        return told["seconds"] / number, told["processor"] / number


@contextmanager
def pgqueuer(rendered: Rendered) -> Iterator[PgQueuer | None]:
    """None, and a word about it, where it cannot be installed."""
    with TemporaryDirectory() as folder:
        packages, message = Path(folder, "packages"), Path(folder, "message.json")
        message.write_text(json.dumps({"text": rendered.text, "blocks": rendered.blocks}), encoding="utf-8")
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        wanted = ["--only-binary", ":all:", "--target", str(packages), f"pgqueuer=={VERSION}", "asyncpg"]
        done = subprocess.run([*install, *wanted], check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"pgqueuer {VERSION} cannot be installed: {done.stderr.strip()[-300:]}", file=sys.stderr)
        yield None if done.returncode else PgQueuer(packages, message)
