"""`check` names every problem with its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorbot.guides import check, load_library
from tests.guides.conftest import TODAY, Edit

Problems = Callable[[], list[str]]
STEP = "steps/step-1.md"
GEAR = "topics/gear.md"
GEAR_BODY = "Buy the smoker new."
CONTENT = Path(__file__).parents[2] / "content"


def test_the_sample_is_fit_to_ship(problems: Problems) -> None:
    assert problems() == []


def test_what_we_ship_is_fit_to_ship() -> None:
    """On the day of the newest review, so that no year that goes by breaks the test."""
    newest = max(page.reviewed for guide in load_library(CONTENT).guides.values() for page in guide.pages.values())
    assert [str(problem) for problem in check(CONTENT, today=newest)] == []


def test_files_are_named_from_the_folder_that_holds_the_content(content: Path, edit: Edit) -> None:
    edit(GEAR, "see_also: [overview]", "see_also: [over-view]")
    assert [str(problem) for problem in check(content, today=TODAY)] == [
        "content/beekeeper/topics/gear.md:18: `see_also` names no page: 'over-view'. Did you mean overview?"
    ]


@pytest.mark.parametrize(
    "mistake",
    [
        (STEP, "outcome: You", "outcom: You", "19: `outcom` is not a key I know here. Did you mean outcome?"),
        (STEP, "    hours: 2", "    hour: 2", "28: `hour` is not a key I know here. Did you mean hours?"),
        (STEP, "hours: 2", "hours: 0", "28: `hours` must be a number from 0.5 to 40."),
        (STEP, "hours: 2", "hours: yes", "28: `hours` must be a number from 0.5 to 40."),
        (
            STEP,
            "weeks: [3, 6]",
            "weeks: [6, 3]",
            "21: `weeks` must be two numbers, the shortest and the longest.",
        ),
        (STEP, "slug: visit-an-apiary", "slug: Visit_Apiary", "23: `slug` may hold only a-z, 0-9 and single hyphens"),
        (STEP, "title: Light a smoker", "title: Light a smoker.", "36: A task's title ends without a full stop."),
        (STEP, "title: Light a smoker", f"title: {'Light ' * 11}", "36: `title` is 65 characters long; at most 60."),
        (
            STEP,
            "slug: light-the-smoker",
            "slug: visit-an-apiary",
            "35: Another task is called 'visit-an-apiary' already",
        ),
        (
            STEP,
            '"Only the tape measure today."',
            '"Only gather the grass, today!"',
            "80: This nudge is already at content/",
        ),
        (STEP, '      - "Only the tape measure today."\n', "", "78: `nudges` should have 4 entries; it has 3."),
        (STEP, "do: Measure", "do: <b>Measure</b>", "73: HTML is not drawn everywhere."),
        (STEP, "do: Measure yourself", "do: Measure **yourself", "73: A `**` has no partner."),
        (STEP, "do: Measure yourself", "do: Read [this](page:gear)", "73: A link to page:gear works only in the body"),
        (
            STEP,
            "do: Measure yourself",
            "do: See [a](http://example.org)",
            "73: A link leads to https://…, page:… or task:…",
        ),
        (GEAR, "reviewed: 2026-11-20", "reviewed: yesterday", "4: `reviewed` must be a date such as 2026-11-20"),
        (GEAR, "reviewed: 2026-11-20", "reviewed: 2026-11-20 10:00:00", "4: `reviewed` must be a date such as"),
        (GEAR, "title: Gear to begin with", "title: 2026", "2: `title` must be a text; 2026 reads as something else"),
        (GEAR, "title: Gear to begin with", "title:", "2: `title` is empty."),
        (GEAR, "title: Gear to begin with", "title: Gear **now**", "2: This text is shown as it is: no marks"),
        (GEAR, "title: Gear to begin with", "title: [Gear]", "2: `title` must be a text, not a list or a group"),
        ("faq/faq-stings.md", "  - does it swell", "  - Shopping list!", "12: This phrasing is already at content/"),
        (GEAR, "  - shopping list\n", "", "5: `asked_as` should have 12 to 15 entries; it has 11."),
        (GEAR, "see_also: [overview]", "see_also: overview", "18: `see_also` must be a list."),
        (
            GEAR,
            "https://example.org/smoker",
            "task:light-a-smoker",
            "22: There is no task 'light-a-smoker' to link to. Did you mean light-the-smoker?",
        ),
        (
            GEAR,
            "https://example.org/smoker",
            "page:faq-sting",
            "22: There is no page 'faq-sting' to link to. Did you mean faq-stings?",
        ),
        (GEAR, "https://example.org/smoker", "https://example", "22: 'https://example' is not a web address."),
        (GEAR, "https://example.org/smoker", "https://a.org:x/", "22: A link leads to https://…"),
        (GEAR, "https://example.org/smoker", "javascript:x", "22: A link leads to https://…"),
        (GEAR, GEAR_BODY, "# Buy", "22: A page has its title already. Headings start with ##."),
        (GEAR, GEAR_BODY, "### Buy", "22: There is one level of headings, ##."),
        (GEAR, GEAR_BODY, "##Buy", "22: A heading has a space after ##."),
        (GEAR, GEAR_BODY, "| a | b |", "22: Tables are not drawn everywhere. Use a list."),
        (GEAR, GEAR_BODY, "- a\n  - b", "23: Lists have one level; nested lists are not drawn everywhere."),
        (GEAR, GEAR_BODY, "* a", "22: This mark of a list is not used here. Write list items with `-`."),
        (GEAR, GEAR_BODY, "1) a", "22: This mark of a list is not used here. Write numbered items with `1.`."),
        (GEAR, GEAR_BODY, "> - a", "22: A quote holds plain sentences, no lists or further quotes."),
        (GEAR, GEAR_BODY, "```\nsmoke\n```", "22: Blocks of code are not drawn everywhere"),
        (GEAR, GEAR_BODY, "Buy\n---\n", "23: Rules and underlined headings are not drawn everywhere."),
        (GEAR, GEAR_BODY, "![smoke](https://example.org/a.png)", "22: Images are not drawn everywhere."),
        (GEAR, GEAR_BODY, "Buy<br>it", "22: HTML is not drawn everywhere."),
        (GEAR, GEAR_BODY, "Buy ~~one~~ two", "22: Crossed-out text is not drawn everywhere."),
        (
            GEAR,
            GEAR_BODY,
            "[a]: https://example.org",
            "22: A link's address stands away from it. Write a link where it is used",
        ),
        (GEAR, GEAR_BODY, "word " * 620 + "\n", "22: A paragraph has at most 2900 characters."),
        (GEAR, GEAR_BODY, "a\n\n" * 20, "20: The page has 22 headings, paragraphs and lists; at most 15."),
        (GEAR, GEAR_BODY, f"## {'long ' * 40}\n", "22: A heading has at most 150 characters."),
        (GEAR, GEAR_BODY, f"- {'word ' * 310}\n- {'word ' * 310}\n", "22: A list has at most 2900 characters."),
        (GEAR, GEAR_BODY, ("word " * 100 + "\n\n") * 7, "34: The page is 3715 characters long; at most 3300."),
        ("guide.yaml", "topics: [overview, gear,", "topics: [overview, gear, gear,", "1: Two pages are called 'gear'"),
        ("guide.yaml", "topics:", "topisc:", "4: `topisc` is not a key I know here. Did you mean topics?"),
    ],
)
def test_each_mistake_is_told_where_it_is(problems: Problems, edit: Edit, mistake: tuple[str, str, str, str]) -> None:
    file, old, new, expected = mistake
    edit(file, old, new)
    assert any(problem.startswith(f"{file}:{expected}") for problem in problems()), problems()


def test_the_line_is_that_of_the_mistake_itself(problems: Problems, edit: Edit) -> None:
    edit(GEAR, GEAR_BODY, "One.\n\n- a\n  - b\n\n<br>")
    assert [problem.split(": ")[0] for problem in problems()] == [f"{GEAR}:25", f"{GEAR}:27"]


def test_a_step_has_five_to_eight_tasks(problems: Problems, content: Path) -> None:
    path = content / "beekeeper" / STEP
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - slug: order-a-suit"), text.index("---\nGo and look")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert problems() == [f"{STEP}:22: `tasks` should have 5 to 8 entries; it has 4. Add 1 more."]


def test_what_is_only_advice_does_not_stop_the_bot(problems: Problems, content: Path, edit: Edit) -> None:
    edit(GEAR, "  - shopping list\n", "")
    edit(GEAR, GEAR_BODY, "* a")
    assert len(problems()) == 2
    assert load_library(content).default.slug == "beekeeper"


def test_marks_within_code_are_no_marks(problems: Problems, edit: Edit) -> None:
    edit(GEAR, GEAR_BODY, "Type `<br>` or `![x]` or `a ~~ b`.")
    assert problems() == []
