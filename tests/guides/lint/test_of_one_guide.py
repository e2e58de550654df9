"""What `check` advises about a guide that the bot could run with."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentorbot.guides import Severity, check, load_library
from mentorbot.guides.lint.reading import HARDEST, reading
from tests.guides.conftest import TODAY, Edit

Problems = Callable[[], list[str]]
STEP, HEADER = "steps/step-1.md", "guide.yaml"
GEAR, SKILLS, STINGS = "topics/gear.md", "topics/skills.md", "faq/faq-stings.md"
LONG = (
    "Notwithstanding considerable meteorological unpredictability, experienced practitioners systematically "
    "investigate everything concerning overwintering colonies, documenting temperature, consumption, population "
    "development, parasite infestation and comparable characteristics, thereby establishing comprehensive "
    "retrospective documentation supporting subsequent decision-making throughout forthcoming seasons, including "
    "considerations regarding feeding, treatment, relocation, queen replacement, equipment maintenance, "
    "collaboration with neighbouring associations and participation in educational opportunities."
)


@pytest.mark.parametrize(
    "mistake",
    [
        (HEADER, "faq: [faq-stings]\n", "", "1: There is no `faq`. Write a page in faq/"),
        (HEADER, "overview, ", "", "4: The topic `overview` is missing. Write topics/overview.md, what the work is"),
        (GEAR, "veil and gloves", "and is it me", "9: 'and is it me' is found only to the letter: it has no"),
        (GEAR, "reviewed: 2026-11-20", "reviewed: 2025-11-29", "4: The page was last reviewed on 2025-11-29, more"),
        (GEAR, "reviewed: 2026-11-20", "reviewed: 2026-12-01", "4: The page was reviewed on 2026-12-01, and that day"),
        (GEAR, "see_also: [overview]", "part_of: gear", "18: The page is `part_of` itself. Name the page it goes"),
        (GEAR, "Buy the smoker new.", LONG, "22: The page reads at grade"),
        (STEP, "weeks: [3, 6]", "weeks: [1, 6]", "21: The tasks take 5.5 hours, more than 4 a week if"),
        (STEP, "weeks: [3, 6]", "weeks: [3, 52]", "21: The tasks take 5.5 hours, less than half an hour a week over"),
        (STEP, "weeks: [3, 6]", "weeks: [3, 4]", "21: There are 5 tasks for 4 weeks, and a nudge a week names one"),
        (STEP, "you have seen brood and honey.", "you understand bees.", "27: Nobody could see this `done_when`"),
        (STEP, "you have seen brood and honey.", "it's done.", '27: Nobody could see this `done_when`: "it\'s done."'),
        (STEP, "A photo of an open frame", "A better understanding of bees", "29: Nobody could see this `evidence`"),
        (STEP, "A photo of an open frame", "None", "29: Nobody could see this `evidence`: 'None'. Name a thing"),
        (
            STEP,
            "Only gather the grass today.",
            "An open hive smells of honey & wax. Go smell one.",
            "44: This nudge says nearly the same as the one at content/beekeeper/steps/step-1.md:31",
        ),
        (HEADER, "short:", "roles: [Vet, vet]\nshort:", "2: 'vet' is in `roles` already, on line 2. Take one"),
        (HEADER, "short:", "synonyms: [[a, b], [b, c]]\nshort:", "2: 'b' is in `synonyms` already, on line 2."),
        (HEADER, "short:", "also_called: [Apiarist, apiarist]\nshort:", "2: 'apiarist' is in `also_called` already"),
        (GEAR, "Buy the smoker new.", "TO WRITE: which smoker?", "22: The page is still to be written. Wanted: which"),
    ],
)
def test_each_doubt_is_told_where_it_is(problems: Problems, edit: Edit, mistake: tuple[str, str, str, str]) -> None:
    file, old, new, expected = mistake
    edit(file, old, new)
    assert any(problem.startswith(f"{file}:{expected}") for problem in problems()), problems()


def test_phrasings_that_are_one_to_the_search_collide(problems: Problems, edit: Edit) -> None:
    edit(SKILLS, "handiness and carpentry", "the veils and the glove")
    assert problems() == [
        (
            f"{SKILLS}:13: 'the veils and the glove' and 'veil and gloves' (content/beekeeper/{GEAR}:9) are one to the "
            "search. Give one of them a word of its own, or keep it on the page that answers it better."
        )
    ]


def test_the_order_of_words_tells_phrasings_apart(problems: Problems, edit: Edit) -> None:
    edit(SKILLS, "handiness and carpentry", "gloves and a veil")
    assert problems() == []


@pytest.mark.parametrize("key", ["part_of: gear", "see_also: [gear]"])
def test_pages_that_are_one_answer_may_share_words(problems: Problems, edit: Edit, key: str) -> None:
    edit(SKILLS, "handiness and carpentry", "the veils and the glove")
    edit(SKILLS, "---\nCalm", f"{key}\n---\nCalm")
    assert problems() == []


def test_a_page_goes_deeper_into_one_that_stands_on_its_own(problems: Problems, edit: Edit) -> None:
    edit(GEAR, "see_also: [overview]", "part_of: overview")
    edit(STINGS, "see_also: [gear]", "part_of: gear")
    assert problems() == [
        f"{STINGS}:18: `gear` is itself part of `overview`. Name a page that stands on its own, such as `overview`."
    ]


@pytest.mark.parametrize(
    "sign",
    [
        "you know who keeps bees and have a date with one of them.",
        "you can say what you learnt.",
        "you have learnt it by heart and can say it.",
        "a neighbour feels the difference.",
    ],
)
def test_a_sign_that_somebody_could_see_is_no_doubt(problems: Problems, edit: Edit, sign: str) -> None:
    edit(STEP, "you have seen brood and honey.", sign)
    assert problems() == []


def test_what_is_to_be_written_is_left_alone_by_the_other_rules(problems: Problems, edit: Edit) -> None:
    edit(GEAR, "  - veil and gloves\n  - smoker or spray", '  - "TO WRITE: x"\n  - "TO WRITE: x"')
    assert problems() == [
        f"{GEAR}:9: 2 phrasings are still to be written. Wanted: how people really type the question in a chat."
    ]


def test_the_advice_on_reading_points_at_the_longest_sentence(problems: Problems, edit: Edit) -> None:
    edit(GEAR, "Buy the smoker new.", f"Buy it.\n\n{LONG}")
    (only,) = problems()
    assert only.startswith(f"{GEAR}:24: ")
    assert only.endswith("the longest has 52 words: 'Notwithstanding considerable meteorologi…'.")


def test_the_grade_counts_letters_words_and_sentences() -> None:
    easy = reading("The bee is small. " * 20)
    assert easy is not None
    assert (round(easy.grade, 1), easy.words) == (-4.1, 4)
    hard = reading(f"{LONG} {LONG}")
    assert hard is not None
    assert hard.grade > HARDEST
    assert reading("Too short to judge.") is None


def test_all_of_it_is_advice(content: Path, edit: Edit) -> None:
    edit(STEP, "weeks: [3, 6]", "weeks: [1, 52]")
    found = check(content, today=date(2028, 1, 1))
    assert {each.severity for each in found} == {Severity.ADVICE}
    assert len(found) == len(load_library(content).default.pages) + 2


def test_what_stops_the_bot_says_so(content: Path, edit: Edit) -> None:
    edit(STEP, "weeks: [3, 6]", "weeks: [6, 3]")
    edit(GEAR, "Buy the", "Buy <b>the</b>")
    assert [each.severity for each in check(content, today=TODAY)] == [Severity.STOPS, Severity.ADVICE]
