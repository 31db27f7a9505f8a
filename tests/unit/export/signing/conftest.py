"""Real certificates, identities and reports to sign, made anew for each run."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from reportlab.pdfgen.canvas import Canvas

from jalon.export import fonts, identity
from jalon.export.archive import Attachment, finished
from jalon.export.archive_metadata import Metadata
from jalon.export.identity import Identity
from jalon.export.signing import sign
from jalon.export.tagging import Element, Field, Widget
from jalon.language import Translator, translator

NOW = datetime(2026, 11, 23, 14, 32, 5, tzinfo=UTC)
PASSPHRASE = "un cheval blanc"  # noqa: S105  of nothing but tests

Answers = dict[str, Any]


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def tr() -> Translator:
    return translator("en")


@pytest.fixture(scope="session")
def answers() -> Answers:
    """What a report carries: the shape that the interchange format has."""
    model = "model-0123abcd"
    evidence = [{"name": "Policy", "target": "policy.pdf", "note": "", "date": "2026-05-04"}]
    return {
        "format": "jalon-answers",
        "version": 1,
        "form": "gpai-2025-07",
        "digest": "ab" * 32,
        "models": [model],
        "facts": [{"subject": "provider", "item": "name", "value": "Exemple SAS"}],
        "answers": [
            {
                "subject": "provider",
                "item": "copyright-1.1.1",
                "state": "implemented",
                "how": "A policy, adopted in May.",
                "next_step": "Review it yearly.",
                "owner": "Petra Muster",
                "due": "2027-05-04",
                "evidence": evidence,
            },
            {"subject": model, "item": "transparency-1.1.1", "state": "partial", "gap": "x"},
        ],
    }


@pytest.fixture(scope="session")
def make_report() -> Callable[..., bytes]:
    """Make a small report through the real archive step: two fields, answers attached."""

    def made(
        answers: Answers | None = None,
        *,
        fields: tuple[str, ...] = ("Signature1", "Signature2"),
        words: str = "Where we stand",
    ) -> bytes:
        fonts.faces(words)
        drawn = io.BytesIO()
        canvas = Canvas(drawn, pagesize=(420, 300), initialFontName=fonts.REGULAR, invariant=1)
        canvas.drawString(30, 260, words)
        canvas.showPage()
        canvas.save()
        root = Element("Document")
        boxes = []
        for number, name in enumerate(fields):
            root.add("Form", alt=name).kids.append(Widget(name))
            left = 20 + 195 * number
            boxes.append(Field(name, 0, (left, 20, left + 185, 90), name))
        data = json.dumps(answers).encode() if answers is not None else b""
        files = [Attachment("answers.json", "application/json", data, "Answers")] if data else []
        metadata = Metadata("Report", "Exemple SAS", "GPAI", "en", NOW)
        return finished(drawn.getvalue(), root, boxes, files, metadata)

    return made


@pytest.fixture(scope="session")
def report(make_report: Callable[..., bytes], answers: Answers) -> bytes:
    return make_report(answers)


@pytest.fixture(scope="session")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    path = tmp_path_factory.mktemp("officer") / "officer.p12"
    return identity.create(
        path,
        name="Petra Muster",
        organisation="Exemple SAS",
        email="petra@example.com",
        country="FR",
        passphrase=PASSPHRASE,
        now=NOW,
    )


@pytest.fixture(scope="session")
def chief(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    path = tmp_path_factory.mktemp("chief") / "chief.p12"
    return identity.create(
        path, name="Jan Beispiel", organisation="Exemple SAS", passphrase=PASSPHRASE, now=NOW
    )


@pytest.fixture(scope="session")
def signed(report: bytes, officer: Identity, tr: Translator) -> bytes:
    """A small report with one signature."""
    return sign(report, officer, role="Compliance Officer", tr=tr, now=NOW)


Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@pytest.fixture(scope="session")
def make_certificate() -> Callable[..., tuple[x509.Certificate, Key]]:
    """Make any certificate, good or bad, as other authorities' certificates may be."""

    def made(
        key: Key | None = None,
        *,
        name: str = "Petra Muster",
        issuer: tuple[x509.Certificate, Key] | None = None,
        start: datetime = NOW - timedelta(days=10),
        days: int = 365,
        ca: bool = False,
        usage: str = "content_commitment",
        purposes: tuple[str, ...] = (),
        statements: bytes = b"",
    ) -> tuple[x509.Certificate, Key]:
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Exemple SAS"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        flags = dict.fromkeys(
            (
                "digital_signature",
                "content_commitment",
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "key_cert_sign",
                "crl_sign",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
        flags["key_cert_sign" if ca else usage] = True
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer[0].subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**flags), critical=True)
        )
        if purposes:
            ids = [x509.ObjectIdentifier(purpose) for purpose in purposes]
            builder = builder.add_extension(x509.ExtendedKeyUsage(ids), critical=False)
        if statements:
            oid = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
            builder = builder.add_extension(
                x509.UnrecognizedExtension(oid, statements), critical=False
            )
        signing = issuer[1] if issuer else key
        algorithm = None if isinstance(signing, ed25519.Ed25519PrivateKey) else hashes.SHA256()
        return builder.sign(signing, algorithm), key

    return made


@pytest.fixture
def save_p12(tmp_path: Path) -> Callable[..., Path]:
    """Write a PKCS#12 file as other programs do."""

    def saved(
        certificate: x509.Certificate | None,
        key: Key | None,
        chain: tuple[x509.Certificate, ...] = (),
        *,
        secret: str = PASSPHRASE,
        name: str = "other.p12",
    ) -> Path:
        protection = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
        path = tmp_path / name
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"label", key, certificate, list(chain) or None, protection
            )
        )
        return path

    return saved


@pytest.fixture
def other(
    make_certificate: Callable[..., tuple[x509.Certificate, Key]],
    save_p12: Callable[..., Path],
) -> Callable[..., Identity]:
    """Return the identity that a certificate made by others gives, read from its file."""

    def made(key: Key | None = None, **options: Any) -> Identity:  # noqa: ANN401  passed on
        certificate, own = make_certificate(key, **options)
        chain = (options["issuer"][0],) if options.get("issuer") else ()
        return identity.load(save_p12(certificate, own, chain), PASSPHRASE)

    return made
