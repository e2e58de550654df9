"""The real bot in a process of its own, with a Slack in another; none is left when the block ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Slack:
    """A running `slack_server.py`."""

    url: str

    def taken(self) -> list[float]:
        """When each post came in: seconds on the machine's monotonic clock."""
        found: list[float] = json.loads(self._ask("taken"))
        return found

    def refuse(self, seconds: int) -> None:
        """The next post is answered with a Retry-After."""
        self._ask(f"refuse?seconds={seconds}")

    def _ask(self, what: str) -> bytes:
        with urlopen(self.url + what) as answer:  # noqa: S310 - our own process
            found: bytes = answer.read()
        return found


@contextmanager
def slack(milliseconds: float = 0.0, *, socket: str = "") -> Iterator[Slack]:
    """One that answers so late; `socket` is where Socket Mode is to be found."""
    command = [sys.executable, str(ROOT / "benchmarks" / "slack_server.py"), str(milliseconds), socket]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Slack(server.stdout.readline().strip())
        finally:
            server.kill()


@contextmanager
def bot(address: str, slack: Slack, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python bot.py`, or with `words` the bot with another pace; killed at the end."""
    program = [str(ROOT / "benchmarks" / "paced_bot.py"), *words] if words else [str(ROOT / "bot.py")]
    with TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": slack.url,
            "DATABASE_URL": address,
            "CONTENT_DIR": str(ROOT / "content"),
            "PORT": "0",
            "LOG_LEVEL": "error",
        }
        with subprocess.Popen(
            [sys.executable, *program], env=environment, cwd=home, stdout=subprocess.DEVNULL
        ) as process:
            try:
                yield process
            finally:
                process.send_signal(signal.SIGKILL)
