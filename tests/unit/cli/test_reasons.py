"""What the system says of a file reaches the reader in the reader's language, and in our words."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_cli import here

from jalon.errors import UserError, system_reason
from jalon.export import files
from jalon.language import translator

FRENCH = translator("fr")
CODES = sorted(errno.errorcode)


@given(
    code=st.sampled_from(CODES), name=st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
)
def test_that_a_reason_is_translated_and_what_was_typed_is_not(code: int, name: str) -> None:
    why = system_reason(OSError(code, os.strerror(code)))
    error = UserError("{name} cannot be read: {why}.", name=name, why=why)
    told = FRENCH.told(error)
    assert told.startswith(f"{name} ne peut pas être lu\u00a0: ")
    assert str(error) == f"{name} cannot be read: {why}."


@pytest.mark.parametrize(
    ("code", "french"),
    [
        (errno.ENOENT, "introuvable"),
        (errno.EACCES, "accès refusé"),
        (errno.EPERM, "accès refusé"),
        (errno.EISDIR, "c’est un dossier"),
        (errno.ENOTDIR, "une partie du chemin n’est pas un dossier"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.EIO, "le disque ne répond pas"),
    ],
)
def test_that_the_usual_refusals_have_french_words(code: int, french: str) -> None:
    why = system_reason(OSError(code, os.strerror(code)))
    assert FRENCH.told(UserError("{why}", why=why)) == french


def test_that_a_file_with_the_name_of_a_reason_keeps_its_name() -> None:
    error = UserError("{name} cannot be read: {why}.", name="not found", why="not found")
    assert FRENCH.told(error) == "not found ne peut pas être lu\u00a0: not found."


def test_that_a_command_says_in_french_what_the_system_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("--language", "fr", "verify", tmp_path) == 2
    assert (
        capsys.readouterr().err == f"{tmp_path.name} ne peut pas être lu\u00a0: c’est un dossier.\n"
    )
    taken = tmp_path / "taken"
    taken.write_bytes(b"a file")
    assert here("--language", "fr", "demo", taken / "below") == 2
    assert "une partie du chemin n’est pas un dossier" in capsys.readouterr().err


def test_that_a_name_too_long_is_no_riddle(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        files.write_new(tmp_path / f"{'n' * 400}.pdf", b"x")
    assert FRENCH.told(refused.value).endswith("n’a pas pu être écrit\u00a0: le nom est trop long")
