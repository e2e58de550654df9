"""Likeness of meaning, by the real runtime on a model of fourteen words; and the bot without it."""

import logging
import shutil
from pathlib import Path

import pytest

from mentorbot.guides import Search, load_library, open_model
from mentorbot.guides.asking.meaning import Meanings

pytest.importorskip("onnxruntime", reason="onnxruntime has no wheel for this machine")

HERE = Path(__file__).parent
GUIDE = load_library(HERE / "sample").default


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model: `hurt`, `pain`, `ache` and `ouch` are alike, and so are `gear`, `kit` and `veil`."""
    return Path(shutil.copytree(HERE / "model", tmp_path / "model"))


def test_words_that_the_guide_never_uses_find_their_topic(folder: Path) -> None:
    model = open_model(folder)
    assert model is not None
    assert Search(GUIDE).ask("ouch, the ache").ranked[0].by_words == 0.0
    assert Search(GUIDE, model=model).ask("ouch, the ache").ranked[0].topic == "faq-stings"


def test_a_text_is_like_itself_and_unlike_what_means_something_else(folder: Path) -> None:
    model = open_model(folder)
    assert model is not None
    fit = Meanings(GUIDE, model).fit("kit and gear")
    assert max(fit, key=lambda topic: fit[topic]) == "gear"
    assert all(-1.0001 <= likeness <= 1.0001 for likeness in fit.values())


@pytest.mark.parametrize("question", ["", "?!", "是什么吗", "ouch " * 5000])
def test_any_text_may_be_asked(folder: Path, question: str) -> None:
    assert 0 <= Search(GUIDE, model=open_model(folder)).ask(question).score <= 1


def test_no_folder_is_no_model() -> None:
    assert open_model(None) is None


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_model_that_cannot_be_used_is_one_line_in_the_log(
    folder: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    (folder / broken).write_text("not a model", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert open_model(folder) is None
    (record,) = caplog.records
    assert "answering without SEMANTIC_MODEL" in record.getMessage()
    assert "\n" not in record.getMessage()


def test_the_vectors_of_a_guide_are_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_model(folder)
    assert first is not None
    before = Meanings(GUIDE, first).fit("ouch")
    again = open_model(folder)
    assert again is not None
    kept = Meanings(GUIDE, again)
    assert kept.fit("ouch") == pytest.approx(before)
    monkeypatch.delattr(type(again), "vectors")
    Meanings(GUIDE, again)


def test_vectors_that_were_half_written_are_made_again(folder: Path) -> None:
    model = open_model(folder)
    assert model is not None
    before = Meanings(GUIDE, model).fit("ouch")
    (kept,) = folder.glob("mentorbot-*.npy")
    kept.write_bytes(kept.read_bytes()[:100])
    assert Meanings(GUIDE, model).fit("ouch") == pytest.approx(before)
