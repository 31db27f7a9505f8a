"""Identities: made, sealed, read back, and refused with one clear message each."""

import logging
import os
import subprocess
import sys
import traceback
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import which

import pytest
from asn1crypto import pkcs12 as pfx
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PrivateFormat,
    pkcs12,
)

from jalon.errors import ProjectError, UserError
from jalon.export import certificates, identity
from jalon.export.identity import Identity

Make = Callable[..., tuple[x509.Certificate, ec.EllipticCurvePrivateKey]]
Save = Callable[..., Path]


def refusal(path: Path, passphrase: str) -> str:
    """Return the one message; nothing typed may be in it, nor in what led to it."""
    with pytest.raises(UserError) as caught:
        identity.load(path, passphrase)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.details)
    assert not passphrase or passphrase not in told
    return str(caught.value)


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, passphrase: str, now: datetime
) -> tuple[Path, Identity]:
    path = tmp_path_factory.mktemp("made") / "identity.p12"
    return path, identity.create(
        path,
        name="Élodie Müller",
        organisation="Exemple SAS",
        email="elodie@example.com",
        country="fr",
        passphrase=passphrase,
        now=now,
    )


def test_that_what_is_made_can_be_read_back(made: tuple[Path, Identity], passphrase: str) -> None:
    path, first = made
    again = identity.load(path, passphrase)
    assert again.certificate == first.certificate
    assert again.chain == first.chain
    assert again.key_bytes() == first.key_bytes()
    assert (again.name, again.organisation) == ("Élodie Müller", "Exemple SAS")


def test_that_the_certificate_is_one_for_signing_documents(made: tuple[Path, Identity]) -> None:
    certificate = made[1].certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not certificates.may_issue(certificate)
    (issuer,) = made[1].chain
    assert certificates.issued(certificate, issuer)
    assert certificates.issued(issuer, issuer)
    assert certificates.is_self_made(certificate)
    assert not certificates.claims_to_be_qualified(certificate)
    assert certificates.holder(certificate).email == "elodie@example.com"


def test_that_the_issuers_key_is_kept_nowhere(made: tuple[Path, Identity], passphrase: str) -> None:
    path, first = made
    opened = pkcs12.load_pkcs12(path.read_bytes(), passphrase.encode())
    (issuer,) = opened.additional_certs
    assert opened.key is not None
    assert opened.key.public_key() == first.certificate.public_key()
    assert issuer.certificate.public_key() != first.certificate.public_key()


def test_that_each_identity_has_an_issuer_of_its_own(officer: Identity, chief: Identity) -> None:
    assert officer.chain[0].subject != chief.chain[0].subject
    assert officer.issuer_certificate() != chief.issuer_certificate()


def test_that_every_way_into_the_file_costs_a_thief_the_same(made: tuple[Path, Identity]) -> None:
    file = pfx.Pfx.load(made[0].read_bytes())
    rounds = [file["mac_data"]["iterations"].native]
    for part in file.authenticated_safe:
        if part["content_type"].native == "encrypted_data":
            method = part["content"]["encrypted_content_info"]["content_encryption_algorithm"]
            assert method["parameters"]["encryption_scheme"]["algorithm"].native == "aes256_cbc"
            rounds.append(
                method["parameters"]["key_derivation_func"]["parameters"]["iteration_count"].native
            )
            continue
        for bag in pfx.SafeContents.load(part["content"].native):
            method = bag["bag_value"]["encryption_algorithm"]
            assert method["parameters"]["encryption_scheme"]["algorithm"].native == "aes256_cbc"
            rounds.append(
                method["parameters"]["key_derivation_func"]["parameters"]["iteration_count"].native
            )
    assert len(rounds) == 3
    assert min(rounds) >= 600_000


@pytest.mark.skipif(not which("openssl"), reason="openssl is not installed")
def test_that_other_programs_open_it(made: tuple[Path, Identity], passphrase: str) -> None:
    run = subprocess.run(
        ["openssl", "pkcs12", "-in", made[0], "-noout", "-passin", f"pass:{passphrase}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_that_only_the_owner_can_read_the_file(made: tuple[Path, Identity]) -> None:
    assert made[0].stat().st_mode & 0o077 == 0


def test_that_an_identity_is_never_written_over_a_file(
    made: tuple[Path, Identity], passphrase: str, now: datetime
) -> None:
    before = made[0].read_bytes()
    with pytest.raises(ProjectError, match="there already"):
        identity.create(made[0], name="A", organisation="B", passphrase=passphrase, now=now)
    assert made[0].read_bytes() == before


def test_that_a_passphrase_typed_on_another_keyboard_opens_the_file(
    tmp_path: Path, now: datetime
) -> None:
    typed = "Éclair-œuvre-été"
    path = tmp_path / "identity.p12"
    identity.create(path, name="A", organisation="B", passphrase=typed, now=now)
    assert identity.load(path, unicodedata.normalize("NFD", typed)).name == "A"


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("short", "at least 8 characters"),
        ("", "at least 8 characters"),
        ("aaaaaaaaaa", "too easy"),
        ("abc\nabcdefg", "too easy"),
    ],
)
def test_that_a_weak_passphrase_is_refused_with_its_reason(
    passphrase: str, why: str, tmp_path: Path, now: datetime
) -> None:
    with pytest.raises(UserError, match=why):
        identity.create(
            tmp_path / "i.p12", name="A", organisation="B", passphrase=passphrase, now=now
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "must be given"),
        ({"organisation": ""}, "must be given"),
        ({"name": "x" * 65}, "does not fit"),
        ({"name": "line\nbreak"}, "does not fit"),
        ({"country": "France"}, "two letters"),
        ({"email": "no address"}, "no e-mail address"),
        ({"email": "é@example.com"}, "no e-mail address"),
    ],
)
def test_that_what_no_certificate_can_hold_is_refused(
    changed: dict[str, str], why: str, tmp_path: Path, passphrase: str, now: datetime
) -> None:
    given = {"name": "A", "organisation": "B", "passphrase": passphrase} | changed
    with pytest.raises(UserError, match=why):
        identity.create(tmp_path / "i.p12", **given, now=now)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", ["", "not the passphrase", "Un cheval blanc", "\ud800", "a\0b"])
def test_that_a_wrong_passphrase_is_one_message_and_no_log(
    wrong: str,
    made: tuple[Path, Identity],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        message = refusal(made[0], wrong)
    assert message == "The passphrase does not open identity.p12, or the file is damaged."
    assert caplog.records == []
    assert tuple(capfd.readouterr()) == ("", "")


@pytest.mark.parametrize(
    "data", [b"", b"junk", b"\x30\x03\x02\x01\x03", b"%PDF-1.7\n", b"\x30" * 900]
)
def test_that_a_file_of_another_kind_is_called_so(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.p12"
    path.write_bytes(data)
    assert "no identity file" in refusal(path, "whatever it is")


def test_that_a_damaged_identity_is_one_message(
    made: tuple[Path, Identity], tmp_path: Path
) -> None:
    data = made[0].read_bytes()
    path = tmp_path / "cut.p12"
    path.write_bytes(data[: len(data) // 2])
    assert "no identity file" in refusal(path, "un cheval blanc")
    path.write_bytes(data[:-200] + bytes(10) + data[-190:])
    assert refusal(path, "un cheval blanc")


def test_that_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.p12", "x" * 9) == "There is no file gone.p12."
    assert "is a folder" in refusal(tmp_path, "x" * 9)


def test_that_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "film.p12"
    with path.open("wb") as file:
        file.truncate(identity.LARGEST_FILE + 1)
    assert "no identity file" in refusal(path, "x" * 9)


def test_that_a_file_without_a_key_is_called_so(
    make_certificate: Make, save_p12: Save, passphrase: str
) -> None:
    certificate, _ = make_certificate()
    assert "no key" in refusal(save_p12(None, None, (certificate,)), passphrase)


@pytest.mark.skipif(not which("openssl"), reason="openssl is not installed")
def test_that_a_file_with_several_keys_is_called_so(
    make_certificate: Make, save_p12: Save, passphrase: str, tmp_path: Path
) -> None:
    files = [save_p12(*make_certificate(), name=name) for name in ("a.p12", "b.p12")]
    bags = []
    for path in files:
        file = pfx.Pfx.load(path.read_bytes())
        bags += [
            bag
            for part in file.authenticated_safe
            if part["content_type"].native == "data"
            for bag in pfx.SafeContents.load(part["content"].native)
        ]
    content = {"content_type": "data", "content": pfx.SafeContents(bags).dump()}
    both = pfx.Pfx(
        {
            "version": "v3",
            "auth_safe": {
                "content_type": "data",
                "content": pfx.AuthenticatedSafe([content]).dump(),
            },
        }
    )
    path = tmp_path / "both.p12"
    path.write_bytes(both.dump())
    assert "several keys" in refusal(path, passphrase)


def test_that_key_and_certificate_of_different_people_are_refused(
    make_certificate: Make, save_p12: Save, passphrase: str, tmp_path: Path
) -> None:
    first, second = (
        pfx.Pfx.load(save_p12(*make_certificate(), name=name).read_bytes()).authenticated_safe
        for name in ("a.p12", "b.p12")
    )
    (certificates_of_one,) = [p for p in first if p["content_type"].native != "data"]
    (key_of_another,) = [p for p in second if p["content_type"].native == "data"]
    mixed = pfx.AuthenticatedSafe([certificates_of_one, key_of_another]).dump()
    content = {"content_type": "data", "content": mixed}
    path = tmp_path / "mixed.p12"
    path.write_bytes(pfx.Pfx({"version": "v3", "auth_safe": content}).dump())
    assert "no key to sign with" in refusal(path, passphrase)


@pytest.mark.skipif(not which("openssl"), reason="openssl is not installed")
@pytest.mark.parametrize("cipher", ["PBE-SHA1-3DES", "PBE-SHA1-RC2-40"])
def test_that_an_identity_from_an_old_program_is_read(
    cipher: str, make_certificate: Make, tmp_path: Path, passphrase: str
) -> None:
    certificate, key = make_certificate()
    from cryptography.hazmat.primitives.serialization import NoEncryption

    (tmp_path / "both.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    line = f"openssl pkcs12 -export -legacy -in both.pem -out old.p12 -certpbe {cipher}"
    subprocess.run(
        [*line.split(), "-keypbe", "PBE-SHA1-3DES", "-passout", f"pass:{passphrase}"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert identity.load(tmp_path / "old.p12", passphrase).name == "Petra Muster"


def test_that_an_identity_without_passphrase_is_read(
    make_certificate: Make, save_p12: Save
) -> None:
    assert identity.load(save_p12(*make_certificate(), secret=""), "").name == "Petra Muster"


def test_that_only_proved_issuers_are_carried_along(
    make_certificate: Make, save_p12: Save, passphrase: str
) -> None:
    root = make_certificate(name="Root", ca=True)
    between = make_certificate(name="Between", ca=True, issuer=root)
    impostor = make_certificate(name="Between", ca=True)
    certificate, key = make_certificate(issuer=between)
    path = save_p12(certificate, key, (impostor[0], root[0], between[0]))
    assert identity.load(path, passphrase).chain == (between[0], root[0])


def test_that_the_key_is_not_shown(officer: Identity) -> None:
    assert "key" not in repr(officer).partition("chain=")[2].rpartition("]")[2]
    assert officer.key_bytes().hex() not in repr(officer)


@pytest.mark.skipif(os.name == "nt", reason="pipes are POSIX's")
def test_that_a_pipe_or_a_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "identity.p12"
    os.mkfifo(pipe)
    for odd in (pipe, Path("/dev/zero")):
        assert "is a device or a pipe, not a file" in refusal(odd, "whatever it is")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no /dev/fd")
def test_that_what_the_shell_hands_over_is_read(
    made: tuple[Path, Identity], passphrase: str
) -> None:
    readable, writable = os.pipe()
    os.write(writable, made[0].read_bytes())
    os.close(writable)
    assert identity.load(Path(f"/dev/fd/{readable}"), passphrase).chain == made[1].chain
    os.close(readable)
