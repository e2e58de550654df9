"""Where bots come from: each is a process of its own, forked from one that has everything imported already."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

BOT = Path(__file__).with_name("bot.py")


@dataclass(slots=True)
class Child:
    """A process; `ended` holds its exit code (minus the signal that killed it)."""

    pid: int
    ended: "Future[int]" = field(default_factory=Future)
    stopped: "Future[None]" = field(default_factory=Future)

    @property
    def alive(self) -> bool:
        return not self.ended.done()

    def signal(self, number: signal.Signals) -> None:
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """What a bot is started with."""

    words: Sequence[str]
    environment: Mapping[str, str]
    home: Path
    log: Path


class Nursery:
    """Bears bots; made by `nursery()`."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._expected: deque[Future[Child]] = deque()
        self._children: dict[int, Child] = {}
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def bear(self, birth: Birth) -> "Future[Child]":
        """One more bot."""
        wanted = {
            "words": list(birth.words),
            "environment": dict(birth.environment),
            "home": str(birth.home),
            "log": str(birth.log),
        }
        born: Future[Child] = Future()
        self._expected.append(born)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        self._process.stdin.flush()
        return born

    def close(self) -> None:
        """End it and all that it bore."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._listening.join()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            match json.loads(line):
                case {"born": pid}:
                    child = self._children[pid] = Child(pid)
                    self._expected.popleft().set_result(child)
                case {"stopped": pid}:
                    if not self._children[pid].stopped.done():
                        self._children[pid].stopped.set_result(None)
                case {"ended": pid, "code": code}:
                    self._children.pop(pid).ended.set_result(code)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Open until the block ends; nobody that it bore is left then."""
    with subprocess.Popen([sys.executable, BOT, "--nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        opened = Nursery(process)
        try:
            yield opened
        finally:
            opened.close()


def newborn(birth: Birth) -> Child:
    """A bot as an operator starts it: a Python of its own, which has to import everything first."""
    with birth.log.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, BOT, *birth.words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=birth.home,
            env=os.environ | birth.environment,
        )
    child = Child(process.pid)

    def wait() -> None:
        with process:
            process.wait()
        child.ended.set_result(process.returncode)

    threading.Thread(target=wait, daemon=True).start()
    return child
