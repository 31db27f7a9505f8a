"""The file that holds a passphrase: its first line as it was typed, or one message."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit_cli import here

from jalon.cli import passphrases
from jalon.errors import UserError
from jalon.language import translator
from jalon.session import Session, opened

ENGLISH = translator("en")


@given(
    typed=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: not text.startswith("\ufeff")
    ),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    end=st.sampled_from([b"", b"\n", b"\r\n", b"\nanother line\n", b"\n\xff\n"]),
)
def test_that_the_first_line_is_the_passphrase(
    typed: str, mark: bytes, end: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("secret") / "passphrase.txt"
    file.write_bytes(mark + typed.encode() + end)
    assert passphrases.asked(str(file), ENGLISH) == typed


def test_that_a_file_in_another_encoding_is_refused_and_seals_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, identity = tmp_path / "passphrase.txt", tmp_path / "identity.p12"
    secret.write_bytes("Rivière tranquille".encode("cp1252"))
    who = ("--name", "Zoë", "--organisation", "Exemple", "--passphrase-file", secret)
    assert here("identity", identity, *who) == 2
    told = capsys.readouterr()
    assert "passphrase.txt is not written in UTF-8" in told.err
    assert "tranquille" not in told.out + told.err
    assert not identity.exists()


def test_that_a_file_that_is_no_text_seals_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, project = tmp_path / "film.bin", tmp_path / "p.jalon"
    with secret.open("wb") as file:
        file.truncate(2_000_000)
    Session.create(project, author="Ada").close()
    assert here("protect", project, "--passphrase-file", secret) == 2
    assert "first line of film.bin is longer than any passphrase" in capsys.readouterr().err
    with opened(project) as session:
        assert not session.custody.protected


def test_that_the_refusal_does_not_carry_the_passphrase(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_bytes(b"tranquille \xe8")
    with pytest.raises(UserError) as caught:
        passphrases.asked(str(secret), ENGLISH)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
