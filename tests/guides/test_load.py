"""The content folder becomes a library, or stops the bot with every reason."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from mentorbot.guides import ContentProblems, load_library
from tests.guides.conftest import Edit

TOPICS = ["overview", "gear", "steps", "skills", "education", "outlook", "related"]


def _stops(content: Path) -> list[str]:
    with pytest.raises(ContentProblems) as stopped:
        load_library(content)
    return [str(problem).removeprefix("content/beekeeper/") for problem in stopped.value.problems]


def test_a_guide_is_read_whole(content: Path) -> None:
    guide = load_library(content).default
    assert (guide.slug, guide.title, guide.short) == ("beekeeper", "Backyard Beekeeper", "Beekeeper")
    assert list(guide.pages) == [*TOPICS, "step-1", "faq-stings"]
    (step,) = guide.steps
    assert (step.number, step.weeks, len(step.tasks)) == (1, (3, 6), 5)
    task = guide.tasks["light-the-smoker"]
    assert (task.title, task.hours, len(task.nudges)) == ("Light a smoker", 0.5, 4)
    overview = guide.pages["overview"]
    assert overview.reviewed == date(2026, 11, 20)
    assert overview.see_also == ("gear", "step-1")
    assert overview.body.startswith("A backyard beekeeper looks after")


def test_guides_come_in_the_order_of_their_slugs(content: Path) -> None:
    shutil.copytree(content / "beekeeper", content / "apiarist")
    library = load_library(content)
    assert list(library.guides) == ["apiarist", "beekeeper"]
    assert library.default.slug == "apiarist"
    assert library.guide("gone") is None


def test_the_version_follows_the_content(content: Path, edit: Edit) -> None:
    before = load_library(content).default.version
    assert load_library(content).default.version == before
    edit("topics/gear.md", "Buy the smoker new.", "Buy the smoker used.")
    assert load_library(content).default.version != before


def test_the_version_is_the_same_wherever_the_content_folder_is(content: Path, tmp_path: Path) -> None:
    elsewhere = Path(shutil.copytree(content, tmp_path / "elsewhere"))
    assert load_library(elsewhere).default.version == load_library(content).default.version


def test_line_ends_and_a_byte_order_mark_change_nothing(content: Path) -> None:
    before = load_library(content).default
    path = content / "beekeeper" / "topics" / "gear.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_library(content).default == before


def test_files_of_editors_and_file_browsers_are_not_content(content: Path) -> None:
    guide = content / "beekeeper"
    for name in (".DS_Store", "overview.md~", ".overview.md.swp", "#overview.md#"):
        (guide / "topics" / name).write_bytes(b"\xff\xfe")
    (content / ".git").mkdir()
    (content / "README.md").write_text("For authors.")
    assert list(load_library(content).guides) == ["beekeeper"]


def test_a_page_that_is_not_named_is_a_problem(content: Path) -> None:
    shutil.copy(content / "beekeeper/topics/gear.md", content / "beekeeper/faq/faq-gear.md")
    assert _stops(content) == ["faq/faq-gear.md:1: guide.yaml does not name this page. Add `faq-gear` to its `faq`."]


def test_a_named_page_that_is_not_there_is_a_problem_without_echoes(content: Path, edit: Edit) -> None:
    edit("guide.yaml", "gear,", "geer,")
    assert _stops(content) == [
        "guide.yaml:4: There is no topics/geer.md. Did you mean gear?",
        "topics/gear.md:1: guide.yaml does not name this page. Add `gear` to its `topics`.",
    ]


def test_a_slug_never_leads_out_of_the_guide(content: Path, edit: Edit) -> None:
    (content / "secret.md").write_text("---\ntitle: Secret\n---\nsecret")
    edit("guide.yaml", "gear,", "gear, ../../secret,")
    assert _stops(content) == [
        "guide.yaml:4: '../../secret' in `topics` is no slug. A slug is made of a-z, 0-9 and single hyphens."
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ":1: This file is empty."),
        (b"\n  \n", ":1: This file is empty."),
        (b"---\ntitle: caf\xe9\n---\nx", ":2: This file is not UTF-8 text. Save it as UTF-8."),
        (b"just text", ":1: The file does not start with a line `---`. Put one there"),
        (b"---\ntitle: Gear\nsumm", ":3: The part at the top is not closed. Put `---` on a line after it."),
        (b"---\n- a\n---\nx", ":2: Here are no `key: value` lines."),
        (b"---\ntitle: [a\n---\nx", ":2: This YAML cannot be read: did not find expected ',' or ']'."),
        (b"---\ntitle: a: b\n---\nx", ":2: This YAML cannot be read: mapping values are not allowed in this context"),
        (b"---\ntitle: a\ntitle: b\n---\nx", ":3: `title` is here twice; the first is on line 2."),
        (b"---\na: &a [x]\nb: *a\n---\nx", ":2: Anchors and aliases (& and *) are not used in content"),
        (b"---\na: !!python/object:os.system x\n---\nx", ":2: This value cannot be read:"),
        (b"---\na: 2026-13-45\n---\nx", ":2: This value cannot be read: month must be in 1..12."),
        (b"---\ntitle: a\n---\nbell \x07 here", ":4: An invisible control character (U+0007) is in this line"),
        ("---\ntitle: a\n---\nturned \u202e here".encode(), ":4: An invisible control character (U+202E)"),
        (b"---\ntitle: " + b"[" * 3000 + b"\n---\nx", ":"),
    ],
)
def test_a_file_that_cannot_be_read_stops_with_file_and_line(content: Path, data: bytes, expected: str) -> None:
    (content / "beekeeper" / "topics" / "gear.md").write_bytes(data)
    (only,) = _stops(content)
    assert only.startswith(f"topics/gear.md{expected}")


def test_a_folder_that_is_no_guide_is_a_problem(content: Path) -> None:
    (content / "drafts").mkdir()
    assert _stops(content) == [
        "content/drafts:1: This folder has no guide.yaml, so it is no guide. Write a guide.yaml, or move it away."
    ]


def test_a_guide_yaml_that_cannot_be_read_is_a_problem(content: Path) -> None:
    (content / "beekeeper" / "guide.yaml").write_text("title: [")
    (only,) = _stops(content)
    assert only.startswith("guide.yaml:1: This YAML cannot be read")


def test_no_content_at_all_is_a_problem(tmp_path: Path) -> None:
    (only,) = _stops(tmp_path / "nowhere")
    assert "There is no content folder at" in only
    (tmp_path / "empty").mkdir()
    assert _stops(tmp_path / "empty") == ["empty:1: There is no guide here. A guide is a folder with a guide.yaml."]


def test_every_problem_of_every_file_is_told(content: Path, edit: Edit) -> None:
    edit("topics/gear.md", "title: Gear to begin with\n", "")
    edit("faq/faq-stings.md", "summary:", "sumary:")
    assert _stops(content) == [
        "faq/faq-stings.md:2: `summary` is missing. Add a line `summary:`.",
        "faq/faq-stings.md:3: `sumary` is not a key I know here. Did you mean summary?",
        "topics/gear.md:2: `title` is missing. Add a line `title:`.",
    ]
