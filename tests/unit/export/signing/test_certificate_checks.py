"""Certificates: which may sign a report, and what is remarked."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from jalon.errors import UserError
from jalon.export import identity
from jalon.export.identity import Identity
from jalon.language import translator

Make = Callable[..., tuple[x509.Certificate, ec.EllipticCurvePrivateKey]]
Save = Callable[..., Path]


def test_that_an_ed25519_key_is_refused_with_the_reason(
    make_certificate: Make, save_p12: Save, passphrase: str
) -> None:
    path = save_p12(*make_certificate(ed25519.Ed25519PrivateKey.generate()))
    with pytest.raises(UserError, match="Ed25519"):
        identity.load(path, passphrase)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (
            {"start": datetime.fromisoformat("2024-01-01T00:00Z"), "days": 30},
            "expired on 2024-01-31",
        ),
        ({"start": datetime.fromisoformat("2030-01-01T00:00Z")}, "only valid from 2030-01-01"),
        ({"usage": "key_agreement"}, "not made for signing"),
        ({"purposes": ("1.3.6.1.5.5.7.3.1",)}, "not made for signing"),
    ],
)
def test_that_a_certificate_unfit_to_sign_is_refused_with_the_reason(
    options: dict[str, object], why: str, other: Callable[..., Identity], now: datetime
) -> None:
    with pytest.raises(UserError, match=why):
        other(**options).check(now)


@pytest.mark.parametrize("purpose", ["1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4"])
def test_that_a_certificate_for_documents_or_mail_may_sign(
    purpose: str, other: Callable[..., Identity], now: datetime
) -> None:
    other(purposes=("1.3.6.1.5.5.7.3.2", purpose)).check(now)


def test_that_a_short_key_is_refused(other: Callable[..., Identity], now: datetime) -> None:
    with pytest.raises(UserError, match=r"too short \(1024 bits\)"):
        other(rsa.generate_private_key(65537, 1024)).check(now)  # noqa: S505  on purpose


def test_that_a_rare_curve_is_refused(other: Callable[..., Identity], now: datetime) -> None:
    with pytest.raises(UserError, match="curve secp256k1"):
        other(ec.generate_private_key(ec.SECP256K1())).check(now)


def test_that_a_certificate_near_its_end_is_remarked(
    other: Callable[..., Identity], officer: Identity, now: datetime
) -> None:
    assert officer.remarks(now) == ()
    soon, itself = other(days=20).remarks(now)
    assert soon.details["days"] == 10
    assert "expires on 3 December 2026 (days left: 10)" in soon.words(translator("en"))
    assert "vouches for itself" in itself.message
    assert officer.remarks(now + timedelta(days=1080))[0].details["day"] == date(2029, 11, 23)
