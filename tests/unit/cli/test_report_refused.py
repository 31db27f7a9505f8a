"""What keeps a report from being written is told before it is made: that takes seconds."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from unit_cli import here

from jalon.cli import reports
from jalon.export import identity
from jalon.session import Session

SECRET = "three plain words"  # noqa: S105  of an identity made for one test


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def made(*_: object) -> None:
        pytest.fail("the report was made")

    monkeypatch.setattr(reports, "made", made)
    path = tmp_path / "a.jalon"
    Session.create(path, author="Ana").close()
    return path


def test_that_a_name_that_is_taken_is_told_at_once(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "r.pdf"
    target.write_bytes(b"mine")
    assert here("report", project, target) == 2
    assert "r.pdf is there already" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(("typed", "told"), [("wrong", "does not open"), (None, "no file a.p12")])
def test_that_what_cannot_sign_is_told_at_once(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str | None, told: str
) -> None:
    signer, phrase, target = tmp_path / "a.p12", tmp_path / "phrase", tmp_path / "r.pdf"
    phrase.write_text(typed or "any", encoding="utf-8")
    if typed:
        now = datetime.now(UTC)
        identity.create(signer, name="Ana", organisation="Zyx", passphrase=SECRET, now=now)
    asked = ("--sign", signer, "--passphrase-file", phrase)
    assert here("report", project, target, *asked) == 2
    assert told in capsys.readouterr().err
    assert not target.exists()
