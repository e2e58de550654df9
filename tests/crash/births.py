"""Bots by fork: a process that has imported everything makes them on demand, each in a tenth of a second.

It reads a line of JSON for each birth and prints one for each birth, stop and end; when its standard input ends, so
does it, and so do all that it bore.
"""

import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NoReturn

_CHUNK = 65_536


def tend(live: Callable[[list[str]], None]) -> NoReturn:
    """Bear until nobody asks any more; `live` is a whole life, given its command line."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    alive: set[int] = set()
    waiting = b""
    while True:
        ready, _, _ = select.select([sys.stdin.fileno(), heard], [], [])
        if heard in ready:
            os.read(heard, _CHUNK)
            alive -= set(_tell_changes())
        if sys.stdin.fileno() in ready:
            read = os.read(sys.stdin.fileno(), _CHUNK)
            if not read:
                _end_all(alive)
            *lines, waiting = (waiting + read).split(b"\n")
            for line in lines:
                alive.add(_bear(json.loads(line), live))


def _bear(wanted: dict[str, Any], live: Callable[[list[str]], None]) -> int:
    child = os.fork()
    if child:
        _tell(born=child)
        return child
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, opened in enumerate((nothing, log, log)):
        os.dup2(opened, number)
    os.environ.update(wanted["environment"])
    os.chdir(wanted["home"])
    code = 1
    try:
        live(wanted["words"])
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        raise
    finally:
        os._exit(code)


def _tell_changes() -> Iterator[int]:
    """Say who has stopped and who has ended; gives the latter."""
    with suppress(ChildProcessError):
        while True:
            child, status = os.waitpid(-1, os.WNOHANG | os.WUNTRACED)
            if not child:
                return
            if os.WIFSTOPPED(status):
                _tell(stopped=child)
            else:
                _tell(ended=child, code=os.waitstatus_to_exitcode(status))
                yield child


def _end_all(alive: set[int]) -> NoReturn:
    for child in alive:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    sys.exit(0)


def _tell(**event: int) -> None:
    os.write(sys.stdout.fileno(), json.dumps(event).encode() + b"\n")
