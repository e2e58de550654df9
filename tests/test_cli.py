"""The operator's commands, run as an operator runs them: a process of its own, in a folder of its own."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATIENCE = 180.0
GUIDE = "technical-product-manager"
GUIDES = (GUIDE, "engineering-manager", "product-manager", "technical-program-manager")
STATUS = (
    r"Local workspace  on   (http://127\.0\.0\.1:\d+)  \(try /mentor\)",
    r"Slack            off  set SLACK_BOT_TOKEN and SLACK_APP_TOKEN",
    r"Discord          off  set DISCORD_BOT_TOKEN",
    r"Memory           sqlite:///data/mentorbot\.db  \(DATABASE_URL changes it\)",
)


class Operator:
    """Somebody at a terminal in an empty folder; only PORT and CONTENT_DIR are set, unless they say otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = ROOT / "content"

    def runs(self, *words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(*words),
            cwd=self.folder,
            env=self._environment(settings),
            input=given,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def starts(self, *words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """The bot, running, or what the words start; killed where it is still there in the end."""
        pipe = subprocess.PIPE
        with subprocess.Popen(
            self._command(*words), cwd=self.folder, env=self._environment(settings), stdout=pipe, stderr=pipe, text=True
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def copies_the_content(self) -> Path:
        """A content folder of their own to break; returns the guide's folder."""
        self.content = Path(shutil.copytree(ROOT / "content", self.folder / "content"))
        return self.content / GUIDE

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, str(ROOT / "bot.py"), *words]

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        return kept | {"PORT": "0", "CONTENT_DIR": str(self.content), "COLUMNS": "120"} | settings


def said_that_it_runs(process: subprocess.Popen[str]) -> None:
    """Wait until it has."""
    assert process.stdout is not None
    assert "Local workspace  on" in process.stdout.readline()


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(tmp_path)


def test_help_names_every_command(operator: Operator) -> None:
    done = operator.runs("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for word in ("check", "ask", "explain", "manifest", "commands", "db"):
        assert re.search(rf"^\W*{word}\s", done.stdout, re.MULTILINE), word


def test_running_says_in_four_lines_what_is_on_and_stops_when_told(operator: Operator) -> None:
    with operator.starts() as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().rstrip("\n") for _ in STATUS]
        found = [re.fullmatch(pattern, line) for pattern, line in zip(STATUS, lines, strict=True)]
        assert all(found), lines
        address = found[0][1] if found[0] else ""
        with urllib.request.urlopen(f"{address}/healthz", timeout=PATIENCE) as answer:  # noqa: S310 - our own address
            assert json.load(answer)["platforms"] == ["local"]
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err) == (0, "Stopping: finishing what is on its way.\n", "")
    assert (operator.folder / "data" / "mentorbot.db").exists()


def test_a_second_bot_on_a_sqlite_database_is_refused_in_one_sentence(operator: Operator) -> None:
    with operator.starts() as first:
        said_that_it_runs(first)
        done = operator.runs()
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith(f"The bot is running already: process {first.pid} on ")
        for words in (("check",), ("ask", "do I need to code?"), ("db", "upgrade")):
            assert operator.runs(*words).returncode == 0, words


def test_a_bot_that_was_killed_is_started_again_at_once(operator: Operator) -> None:
    for _ in range(2):
        with operator.starts() as process:
            said_that_it_runs(process)
            process.kill()


def test_a_port_that_is_taken_is_one_sentence(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = operator.runs(PORT=str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Cannot open 127.0.0.1:{port}: another program listens there.")
    assert done.stderr.count("\n") == 1


def test_all_that_is_wrong_with_the_settings_is_said_at_once(operator: Operator) -> None:
    done = operator.runs(PORT="eighty", LOG_FORMAT="xml", SLACK_BOT_TOKEN="xoxb-secret")
    assert (done.returncode, done.stdout) == (1, "")
    for each in ("PORT", "LOG_FORMAT", "SLACK_APP_TOKEN"):
        assert f"  {each} " in done.stderr
    assert "xoxb-secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_cannot_be_opened_is_no_traceback(operator: Operator) -> None:
    (operator.folder / "mentorbot.db").write_text("This is a letter, not a database.\n" * 100, encoding="utf-8")
    for words in ((), ("db", "upgrade")):
        done = operator.runs(*words, DATABASE_URL="sqlite:///mentorbot.db")
        assert (done.returncode, done.stdout) == (1, "")
        assert re.fullmatch(r"Cannot open the database \S+mentorbot\.db: file is not a database\n", done.stderr)


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(operator: Operator) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    done = operator.runs("db", "upgrade", DATABASE_URL=f"postgresql://kim:hush@127.0.0.1:{port}/bot")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("Cannot open the database postgresql+asyncpg://kim:***@127.0.0.1")
    assert "hush" not in done.stderr


def test_sound_guides_are_called_sound(operator: Operator) -> None:
    done = operator.runs("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "The guides are sound.\n", "")


def test_check_names_the_file_and_line_of_every_problem(operator: Operator) -> None:
    guide = operator.copies_the_content()
    (guide / "topics" / "overview.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    step = (guide / "steps" / "step-1.md").read_text(encoding="utf-8")
    (guide / "steps" / "step-1.md").write_text(step.replace("outcome:", "outcom:", 1), encoding="utf-8")
    done = operator.runs("check", "content")
    assert (done.returncode, done.stderr) == (1, "3 to put right; the bot does not start with 3 of them.\n")
    lines = done.stdout.splitlines()
    assert all(re.match(r"content/technical-product-manager/\S+\.(md|yaml):\d+: \S", each) for each in lines), lines
    assert {line.split(":")[0].rpartition("/")[2] for line in lines} >= {"overview.md", "step-1.md"}
    as_json = json.loads(operator.runs("check", "content", "--json").stdout)
    assert [f"{each['file']}:{each['line']}: {each['message']} {each['suggestion']}" for each in as_json] == lines
    assert {each["severity"] for each in as_json} == {"stops"}


def test_advice_stops_the_check_and_nothing_else(operator: Operator) -> None:
    page = operator.copies_the_content() / "topics" / "overview.md"
    page.write_text(
        re.sub(r"reviewed: \S+", "reviewed: 2020-02-29", page.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = operator.runs("check", "content")
    assert (done.returncode, done.stderr) == (1, "1 to put right; the bot runs with them.\n")
    assert operator.runs("ask", "do I need to code?").returncode == 0


def test_running_refuses_broken_guides_with_file_and_line(operator: Operator) -> None:
    guide = operator.copies_the_content()
    (guide / "topics" / "overview.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    done = operator.runs()
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(r"^\S*overview\.md:\d+: \S", done.stderr, re.MULTILINE)
    assert "Traceback" not in done.stderr
    assert not (operator.folder / "data").exists(), "nothing may be touched"


def test_asking_prints_the_answer(operator: Operator) -> None:
    done = operator.runs("ask", "do I need to know how to code?")
    assert (done.returncode, done.stderr) == (0, "")
    assert "cod" in done.stdout


def test_asking_with_json_says_how_sure_it_is(operator: Operator) -> None:
    told = json.loads(operator.runs("ask", "--json", "do I need to know how to code?").stdout)
    assert set(told) == {"verdict", "ranked", "score", "text"}
    assert (told["verdict"], told["ranked"][0]) == ("answer", "faq-do-you-need-to-code")


def test_asking_many_answers_each_in_the_same_order(operator: Operator) -> None:
    asked = [{"id": 7, "q": "do I need to know how to code?"}, {"id": "b", "q": "wie wird man Imker?"}]
    given = "\n".join(["", *map(json.dumps, asked), ""])
    done = operator.runs("ask", "--guide", GUIDE, "--jsonl", given=given)
    assert (done.returncode, done.stderr) == (0, "")
    told = [json.loads(each) for each in done.stdout.splitlines()]
    assert [(each["id"], each["verdict"]) for each in told] == [(7, "answer"), ("b", "unknown")]
    for each in told:
        assert set(each) == {"id", "verdict", "ranked", "score", "text"}
        assert isinstance(each["score"], int | float)
        assert all(isinstance(slug, str) for slug in each["ranked"])


@pytest.mark.parametrize("wrong", ["not JSON at all", '{"id": 2}', '{"id": 2, "q": 3}', "[]"])
def test_a_line_that_cannot_be_read_is_named_after_the_answers_before_it(operator: Operator, wrong: str) -> None:
    done = operator.runs("ask", "--jsonl", given=f'{{"id": 1, "q": "steps"}}\n\n{wrong}\n')
    assert done.returncode == 1
    assert [json.loads(each)["id"] for each in done.stdout.splitlines()] == [1]
    assert done.stderr == f'Line 3 is not {{"id": …, "q": "a question"}}: {wrong}\n'


def test_asking_an_unknown_guide_names_those_there_are(operator: Operator) -> None:
    done = operator.runs("ask", "--guide", "astronaut", "why?")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"There is no guide astronaut; there are: {', '.join(GUIDES)}.\n"


def test_slacks_manifest_is_json_to_paste(operator: Operator) -> None:
    done = operator.runs("manifest", "slack")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert [each["command"] for each in made["features"]["slash_commands"]] == ["/mentor", "/cohort"]


def test_a_manifest_for_nobody_is_one_sentence(operator: Operator) -> None:
    done = operator.runs("manifest", "teams")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is a manifest for slack and for discord, not for teams.\n"


def test_upgrading_makes_the_tables_and_may_be_repeated(operator: Operator) -> None:
    for _ in range(2):
        done = operator.runs("db", "upgrade", DATABASE_URL="sqlite:///memory/kept.db")
        assert (done.returncode, done.stdout) == (0, "sqlite:///memory/kept.db is up to date.\n")
    with sqlite3.connect(operator.folder / "memory" / "kept.db") as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    database.close()
    assert {"members", "enrolments", "deliveries", "alembic_version"} <= names


def test_simulate_lives_through_weeks_and_says_that_each_promise_is_kept(operator: Operator) -> None:
    done = operator.runs("simulate", "--members", "20", "--size", "10", "--weeks", "2", "--outage", "1d8h for 1h")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✓") == 5
    assert "✗" not in done.stdout


def test_simulate_prints_json_alone_where_it_is_asked_to(operator: Operator) -> None:
    done = operator.runs("simulate", "--members", "10", "--weeks", "1", "--json")
    told = json.loads(done.stdout)
    assert (told["members"], told["kept"], len(told["weeks"])) == (10, True, 1)


def test_simulate_refuses_what_it_cannot_do_in_a_sentence(operator: Operator) -> None:
    done = operator.runs("simulate", "--zones", "Mars/Olympus")
    assert done.returncode == 1
    assert (
        done.stderr
        == "--zones: there is no time zone Mars/Olympus. Names look like Europe/Berlin, with commas between.\n"
    )


def test_a_new_guide_says_what_comes_next(operator: Operator) -> None:
    operator.copies_the_content()
    done = operator.runs("new-guide", "product-designer", "--content", "content")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("content/product-designer is there: a whole guide in which every text")
    assert "python bot.py check content\n" in done.stdout
    assert operator.runs("check", "content").stderr.endswith(" to put right; the bot runs with them.\n")
    again = operator.runs("new-guide", "product-designer", "--content", "content")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr == "There is content/product-designer already, and it stays as it is. Choose another name.\n"
    assert operator.runs("new-guide", "Product Designer").stderr.startswith("'Product Designer' is no name for a guide")


def test_a_preview_is_printed_or_written_as_a_page(operator: Operator) -> None:
    done = operator.runs("preview", "call-an-api", COLUMNS="120")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^Slack +Discord +the local page *$", done.stdout, re.MULTILINE)
    assert done.stdout.count("Nudge ") == 4
    assert operator.runs("preview", "skills", "--html", "skills.html").stdout.startswith("skills.html is written;")
    assert "Skills of a technical product manager" in (operator.folder / "skills.html").read_text(encoding="utf-8")
    lost = operator.runs("preview", "skils", "--guide", GUIDE)
    assert (lost.returncode, lost.stdout) == (1, "")
    assert lost.stderr == f"The guide {GUIDE} has no page, step or task skils. Did you mean skills?\n"


def test_a_preview_that_is_watched_is_served_until_it_is_stopped(operator: Operator) -> None:
    with operator.starts("preview", "skills", "--watch") as process:
        assert process.stdout is not None
        address = re.match(r"(http://127\.0\.0\.1:\d+) follows your edits", process.stdout.readline())
        assert address
        with urllib.request.urlopen(address[1]) as answer:  # noqa: S310 - our own page
            assert b"Skills of a technical product manager" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_a_bot_that_watches_says_which_files_it_follows(operator: Operator) -> None:
    with operator.starts("--watch", PORT="0") as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(5)]
        assert re.match(STATUS[0], told[0])
        assert told[4] == f"Guides           follow the files in {operator.content}\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_answers_are_measured_on_a_file_of_questions(operator: Operator) -> None:
    questions = operator.folder / "questions.jsonl"
    right = {"kind": "direct", "q": "Must a TPM write code?", "expected": ["faq-do-you-need-to-code"]}
    wrong = {"kind": "direct", "q": "Must a TPM write code?", "expected": ["outlook"]}
    nobodys = {"kind": "out of scope", "q": "how do I become a nurse", "expected": []}
    questions.write_text("\n".join(map(json.dumps, (right, wrong, wrong, nobodys))), encoding="utf-8")
    done = operator.runs("ask-eval", str(questions))
    assert (done.returncode, done.stderr) == (1, "")
    assert re.search(r"right topic first +0\.333 +3 +0\.75 +0\.80  missed", done.stdout)
    assert re.search(r"out of scope, answered confidently +0\.000 +1 +<=0\.05 +<=0\.03\n", done.stdout)
    assert "direct: 2 not helped\n  Must a TPM write code?\n    wanted outlook; answer " in done.stdout
    told = json.loads(operator.runs("ask-eval", str(questions), "--json").stdout)
    assert told["missed"][0] == "right topic first"
    assert told["cost"].keys() == {"median_ms", "p95_ms", "load_s", "memory_mb"}


def test_a_file_that_holds_no_questions_is_told_by_line(operator: Operator) -> None:
    questions = operator.folder / "questions.jsonl"
    questions.write_text('{"q": "Why?"}\nnot even JSON\n', encoding="utf-8")
    done = operator.runs("ask-eval", str(questions))
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == ["questions.jsonl:1", "questions.jsonl:2"]


def test_no_answers_make_no_drafts(operator: Operator) -> None:
    assert operator.runs("db", "upgrade").returncode == 0
    done = operator.runs("drafts")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Nobody has answered a question yet: /cohort questions shows what waits.\n"
