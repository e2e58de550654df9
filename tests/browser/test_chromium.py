import re
from pathlib import Path

import pytest

from tests.browser.chromium import NAMES, find_chromium

CI = (Path(__file__).parents[2] / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_browser_is_found_under_each_of_its_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None
    (tmp_path / name).touch(mode=0o755)
    assert find_chromium() == str(tmp_path / name)


def test_a_browser_that_is_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "my browser"
    own.touch()
    monkeypatch.setenv("CHROMIUM", str(own))
    assert find_chromium() == str(own)


def test_continuous_integration_counts_the_same_browsers_as_present() -> None:
    looked_for = re.search(r"for name in (.*); do", CI)
    assert looked_for
    assert tuple(looked_for[1].split()) == NAMES
    assert "${CHROMIUM:-}" in CI
