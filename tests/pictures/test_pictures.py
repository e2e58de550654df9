"""The four pictures: what they show, what they say in words, and what people write into them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from struct import unpack_from
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.domain.certificates import Certificate
from mentorbot.pictures import (
    BadgePicture,
    CertificatePicture,
    Drawn,
    FunnelStep,
    ProgressPicture,
    ReportPicture,
    StepDone,
    badge_picture,
    certificate_picture,
    progress_picture,
    report_picture,
)
from mentorbot.pictures.badge import badge_svg
from mentorbot.pictures.certificate import certificate_svg
from mentorbot.pictures.drawing import COLOURS, png
from mentorbot.pictures.png_text import text_of
from mentorbot.pictures.progress import progress_svg
from mentorbot.pictures.report import report_svg
from tests.pictures.pixels import Pixels, pixels

ROOT = Path(__file__).parents[2]
ON = date(2026, 11, 24)
STEPS = ("Build technical foundations", "Get hands-on experience", "Write and prioritise", "Certify", "Find the role")
LONG_NAMES = (
    "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstone",
    "W" * 60,
    "عبد الرحمن محمد بن عبد العزيز آل سعود الكبير الأول والثاني معا",
    "🌱" * 60,
    "李" * 60,
    "<script>alert('hello & goodbye to all of you')</script> <b>x",
    "\u202eeman desrever a fo gnol sretcarahc ytxis yltcaxe si siht",
)

REPORT = ReportPicture(
    title="Spring 26 after twelve weeks",
    cohort="Spring 26",
    on=ON,
    people=44,
    steps=(
        FunnelStep(number=1, title=STEPS[0], finished=38, weeks=9),
        FunnelStep(number=2, title=STEPS[1], finished=21, weeks=8.5),
        FunnelStep(number=3, title=STEPS[2], finished=9, weeks=1),
        FunnelStep(number=4, title=STEPS[3], finished=None, weeks=None),
        FunnelStep(number=5, title=STEPS[4], finished=0, weeks=None),
    ),
    sent=1412,
    answered=1001,
    stuck=None,
)
PROGRESS = ProgressPicture(
    name="Ada Lovelace",
    guide="Technical Product Manager",
    steps=tuple(
        StepDone(number=at, title=STEPS[at - 1], done=done, tasks=7) for at, done in enumerate((7, 2, 1, 0, 0), 1)
    ),
    here=2,
    weeks=12,
    streak=3,
)
BADGE = BadgePicture(number=1, title=STEPS[0], guide="Technical Product Manager", name="Ada Lovelace", on=ON)
CERTIFICATE = CertificatePicture(
    certificate=Certificate(
        id="TPM-7F3K-9QWD",
        name="Ada Lovelace",
        guide="Technical Product Manager",
        cohort="Spring 26",
        tasks=31,
        finished_on=ON,
        issued_at=datetime(2026, 11, 24, 9, 12, 30, tzinfo=UTC),
        instance="Career Guild",
    ),
    code="mbc1.AAAA",
    short="4FMN-MY6F",
    check_at="https://bot.example/verify",
)
DRAWN: dict[str, Callable[[], Drawn]] = {
    "report": lambda: report_picture(REPORT),
    "progress": lambda: progress_picture(PROGRESS),
    "badge": lambda: badge_picture(BADGE),
    "certificate": lambda: certificate_picture(CERTIFICATE),
}


def written(text: str) -> dict[str, str]:
    """Each picture's SVG, with this text wherever people write one."""
    steps = tuple(replace(step, title=text) for step in PROGRESS.steps)
    funnel = tuple(replace(step, title=text) for step in REPORT.steps)
    certified = replace(CERTIFICATE.certificate, name=f"A {text}", guide=f"A {text}", cohort=text, instance=f"A {text}")
    return {
        "report": report_svg(replace(REPORT, title=text, cohort=text, steps=funnel)),
        "progress": progress_svg(replace(PROGRESS, name=text, guide=text, steps=steps)),
        "badge": badge_svg(replace(BADGE, name=text, guide=text, title=text)),
        "certificate": certificate_svg(replace(CERTIFICATE, certificate=certified, check_at=text)),
    }


def words(svg: str) -> list[str]:
    """Every line of text that is drawn."""
    return [each.text or "" for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - ours


def seen(svg: str) -> Pixels:
    """At a quarter of its size, which is enough to look for what should not be there."""
    return pixels(png(svg, scale=0.25))


@pytest.mark.parametrize("name", DRAWN)
def test_each_is_a_png_twice_as_wide_as_a_chat_shows_it(name: str) -> None:
    made = DRAWN[name]().png
    assert made.startswith(b"\x89PNG")
    assert unpack_from(">I", made, 16)[0] == 1600
    assert len(made) < 300_000


@pytest.mark.parametrize("name", DRAWN)
def test_words_are_really_drawn(name: str) -> None:
    """With no typeface at hand, what draws them would leave out all of them and say nothing."""
    svg = written("Ada")[name]
    mute = re.sub(r"<text.*?</text>", "", svg)
    assert seen(svg).differing(seen(mute)) > 1_000


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_value_is_the_same_picture_and_another_name_another(name: str) -> None:
    assert DRAWN[name]() == DRAWN[name]()
    assert png(written("Ada")[name], scale=0.5) != png(written("Adb")[name], scale=0.5)


def test_the_typeface_is_found_from_any_folder(tmp_path: Path) -> None:
    script = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from datetime import date
from mentorbot.pictures import BadgePicture, badge_picture
print(len(badge_picture(BadgePicture(number=1, title={STEPS[0]!r}, guide="Technical Product Manager",
    name="Ada Lovelace", on=date(2026, 11, 24))).png))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == len(badge_picture(BADGE).png)


@pytest.mark.parametrize("text", LONG_NAMES)
def test_sixty_characters_of_any_kind_stay_inside_the_frame(text: str) -> None:
    for name, svg in written(text).items():
        shown = seen(svg)
        first, last = (8, 14) if name == "certificate" else (5, 7)
        assert len(shown.columns(first, last)) == 1, name
        assert len(shown.columns(shown.width - last, shown.width - first)) == 1, name


@pytest.mark.parametrize("text", LONG_NAMES[:2])
def test_a_name_of_sixty_letters_is_not_cut_on_a_certificate(text: str) -> None:
    certified = replace(CERTIFICATE.certificate, name=text)
    shown = words(certificate_svg(replace(CERTIFICATE, certificate=certified)))
    assert text.replace(" ", "") in "".join(shown).replace(" ", "")


@given(st.text(max_size=80))
def test_whatever_people_write_is_text_and_never_markup(text: str) -> None:
    plain = {name: re.findall(r"<(\w+)", re.sub(r"<text.*?</text>", "", svg)) for name, svg in written("Ada").items()}
    for name, svg in written(text).items():
        assert words(svg)
        assert "script" not in {each.tag.rpartition("}")[2] for each in ET.fromstring(svg).iter()}  # noqa: S314 - ours
        assert re.findall(r"<(\w+)", re.sub(r"<text.*?</text>", "", svg)) == plain[name]


def test_markup_in_a_name_is_shown_as_it_was_written() -> None:
    assert "<script>" in words(badge_svg(replace(BADGE, name="<script>")))


def test_a_name_that_cannot_be_drawn_is_a_handle_on_the_picture_and_whole_in_words() -> None:
    progress = replace(PROGRESS, name="李小龙", handle="@bruce")
    assert "@bruce" in words(progress_svg(progress))
    assert progress_picture(progress).alt.startswith("李小龙 in Technical Product Manager")
    badge = replace(BADGE, name="李小龙")
    assert "·" in words(badge_svg(badge))
    assert badge_picture(badge).alt.startswith("李小龙 finished step 1")


@pytest.mark.parametrize("name", ["李小龙", "Kim 🦑", "W" * 200])
def test_a_certificate_says_when_the_name_on_it_is_not_whole(name: str) -> None:
    picture = replace(CERTIFICATE, certificate=replace(CERTIFICATE.certificate, name=name), handle="@bruce")
    note = "The name in full is in this file's description and in its signed data."
    assert note in words(certificate_svg(picture))
    assert note not in words(certificate_svg(CERTIFICATE))
    assert name in certificate_picture(picture).alt


def test_a_certificate_carries_its_code_and_shows_the_rest() -> None:
    assert text_of(certificate_picture(CERTIFICATE).png) == "mbc1.AAAA"
    assert words(certificate_svg(CERTIFICATE)) == [
        "Career Guild",
        "Certificate of completion",
        "Ada Lovelace",
        "",
        "has finished",
        "Technical Product Manager",
        "all 31 tasks, with Spring 26",
        "Certificate",
        "TPM-7F3K-9QWD",
        "Finished on",
        "24 November 2026",
        "Code",
        "4FMN-MY6F",
        "Signed; check this file at https://bot.example/verify",
    ]


def test_a_certificate_of_no_cohort_names_none() -> None:
    alone = replace(CERTIFICATE, certificate=replace(CERTIFICATE.certificate, cohort="", tasks=1))
    assert "all 1 task" in words(certificate_svg(alone))


def test_a_report_in_words() -> None:
    assert report_picture(REPORT).alt == (
        "Spring 26 after twelve weeks: Spring 26, 24 November 2026, 44 people. "
        "Finished: step 1, Build technical foundations: 38 (86%), median 9 weeks; "
        "step 2, Get hands-on experience: 21 (48%), median 8.5 weeks; "
        "step 3, Write and prioritise: 9 (20%), median 1 week; "
        "step 4, Certify: under 5, too few to time; step 5, Find the role: 0 (0%). "
        "1,412 nudges sent, 1,001 answered (71%); under 5 people stuck."
    )


def test_a_report_draws_what_it_says() -> None:
    shown = words(report_svg(REPORT))
    for each in ("44 people", "38", "86%", "median 8.5 weeks", "under 5", "too few to time", "1,412", "answered · 71%"):
        assert each in shown
    assert "“under 5” stands for fewer than 5 people, whose number is not shown." in shown


def test_a_hidden_number_has_stripes_and_no_share() -> None:
    assert report_svg(REPORT).count("url(#hidden)") == 1
    assert words(report_svg(REPORT)).count("under 5") == 2
    open_ = replace(REPORT, steps=REPORT.steps[:3], stuck=7)
    assert "url(#hidden)" not in report_svg(open_)
    assert "under 5" not in "".join(words(report_svg(open_)))


def test_a_cohort_of_fewer_than_five_shows_nothing_that_could_be_counted_back() -> None:
    steps = tuple(replace(step, finished=None, weeks=None) for step in REPORT.steps)
    tiny = replace(REPORT, people=None, steps=steps, sent=None, answered=None, stuck=None)
    shown = words(report_svg(tiny))
    assert "under 5 people" in shown
    assert "%" not in "".join(shown) + report_picture(tiny).alt


@pytest.mark.parametrize("people", [0, 1, 5])
def test_a_cohort_in_which_nobody_has_done_anything_yet(people: int) -> None:
    steps = tuple(replace(step, finished=0, weeks=None) for step in REPORT.steps)
    early = replace(REPORT, people=people, steps=steps, sent=0, answered=0, stuck=0)
    assert report_picture(early).alt.endswith("0 nudges sent, 0 answered; 0 people stuck.")
    assert f"{people} {'person' if people == 1 else 'people'}" in words(report_svg(early))


def test_progress_in_words() -> None:
    assert progress_picture(PROGRESS).alt == (
        "Ada Lovelace in Technical Product Manager: 10 of 35 tasks, week 12, kept up through 3 nudges in a row. "
        "Step 1, Build technical foundations: all 7 done; step 2, Get hands-on experience: 2 of 7, you are here; "
        "step 3, Write and prioritise: 1 of 7; step 4, Certify: 0 of 7; step 5, Find the role: 0 of 7."
    )


def test_progress_draws_what_it_says() -> None:
    shown = words(progress_svg(PROGRESS))
    for each in (
        "Ada Lovelace",
        "10 of 35 tasks",
        "all 7 done",
        "2 of 7 · you are here",
        "Week 12",
        "kept up through 3 nudges in a row",
    ):
        assert each in shown


def test_progress_of_a_beginner_and_at_the_end() -> None:
    first = replace(PROGRESS, steps=tuple(replace(each, done=0) for each in PROGRESS.steps), here=1, weeks=1, streak=0)
    assert "kept up" not in progress_picture(first).alt
    assert ", kept up through 1 nudge." in progress_picture(replace(first, streak=1)).alt
    done = replace(PROGRESS, steps=tuple(replace(each, done=7) for each in PROGRESS.steps), here=None)
    assert "you are here" not in "".join(words(progress_svg(done)))
    assert "35 of 35 tasks" in words(progress_svg(done))


@pytest.mark.parametrize("tasks", [0, 1, 12, 60])
def test_a_step_of_any_number_of_tasks_fits(tasks: int) -> None:
    steps = (StepDone(number=1, title=STEPS[0], done=tasks // 2, tasks=tasks),)
    shown = seen(progress_svg(replace(PROGRESS, steps=steps, here=None)))
    assert len(shown.columns(shown.width - 7, shown.width - 5)) == 1


def test_a_badge_in_words() -> None:
    drawn = (
        "Ada Lovelace finished step 1, Build technical foundations, of Technical Product Manager on 24 November 2026."
    )
    assert badge_picture(BADGE).alt == drawn
    assert "Finished on 24 November 2026" in words(badge_svg(BADGE))


def test_a_description_is_one_line_that_discord_takes() -> None:
    long = replace(REPORT, steps=tuple(replace(step, title="x\n" * 200) for step in REPORT.steps))
    alt = report_picture(long).alt
    assert len(alt) == 1000
    assert alt.endswith("…")
    assert "\n" not in alt


@pytest.mark.parametrize("word", ["text", "soft", "accent"])
@pytest.mark.parametrize("ground", ["page", "card", "tint"])
def test_every_word_can_be_read(word: str, ground: str) -> None:
    assert contrast(COLOURS[word], COLOURS[ground]) >= 4.5


def test_what_is_no_word_can_be_seen() -> None:
    assert contrast(COLOURS["on_accent"], COLOURS["accent"]) >= 3
    assert contrast(COLOURS["edge"], COLOURS["card"]) >= 3
    assert contrast(COLOURS["accent"], COLOURS["tint"]) >= 3


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return sum(each * weight for each, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
