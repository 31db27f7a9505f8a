"""One byte changed anywhere in a signed report is seen.

Every byte in every way takes an hour: ``JALON_LONG=1`` runs it. Otherwise a sample is taken,
with every byte around the borders of what is signed.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from jalon.export.verify import verify
from tools.thorough import THOROUGH

HEX = b"0123456789ABCDEFabcdef<> \n"


def borders(data: bytes) -> tuple[int, int]:
    """Return where the signature's text begins and where the signed bytes go on."""
    found = re.search(rb"/ByteRange\s*\[0 (\d+) (\d+) (\d+)\]", data)
    assert found
    return int(found[1]), int(found[2])


def flips(data: bytes, place: int, values: set[int]) -> Iterator[tuple[int, int, bytes]]:
    for value in sorted(values - {data[place]}):
        changed = bytearray(data)
        changed[place] = value
        yield place, value, bytes(changed)


def some(data: bytes, place: int) -> set[int]:
    """One bit, the case of a letter (hexadecimal has two), nothing."""
    return {data[place] ^ 1, data[place] ^ 0x20, 0}


def unseen(changed: Iterator[tuple[int, int, bytes]]) -> list[tuple[int, int, str]]:
    judged = ((place, value, verify(data)) for place, value, data in changed)
    return [(p, v, str(verdict)) for p, v, verdict in judged if verdict.status != "altered"]


def container_end(data: bytes) -> int:
    """Return where the padding of the signature begins."""
    start, resume = borders(data)
    text = data[start + 1 : resume - 1]
    return start + 1 + len(text.rstrip(b"0"))


def test_that_the_sample_is_intact_to_begin_with(signed: bytes) -> None:
    assert verify(signed).status == "intact"


@pytest.mark.parametrize("mask", [0x01, 0x20, None], ids=["one bit", "case", "nothing"])
def test_that_a_changed_byte_is_seen_wherever_it_lies(signed: bytes, mask: int | None) -> None:
    step = 1 if THOROUGH else len(signed) // 34
    first = {0x01: 0, 0x20: step // 3, None: 2 * step // 3}[mask]  # each at places of its own
    places = range(first, len(signed), step)
    changed = (
        flip
        for place in places
        for flip in flips(signed, place, {0 if mask is None else signed[place] ^ mask})
    )
    assert unseen(changed) == []


@pytest.mark.parametrize("where", ["start", "end of container", "end"])
def test_that_any_change_at_the_borders_of_what_is_signed_is_seen(
    signed: bytes, where: str
) -> None:
    start, resume = borders(signed)
    middle = {"start": start, "end of container": container_end(signed), "end": resume}[where]
    changed = (
        flip
        for place in range(middle - 2, middle + 3)
        for flip in flips(signed, place, some(signed, place) | set(HEX))
    )
    assert unseen(changed) == []


def test_that_any_change_in_the_head_of_the_container_is_seen(signed: bytes) -> None:
    """The first bytes say kind, length and version: nothing there is covered by a hash."""
    start, _ = borders(signed)
    values = set(HEX) if THOROUGH else set(b"0389Aa")
    changed = (
        flip
        for place in range(start, start + (200 if THOROUGH else 40))
        for flip in flips(signed, place, values)
    )
    assert unseen(changed) == []


def test_that_any_digit_of_the_container_may_not_change(signed: bytes) -> None:
    start, resume = borders(signed)
    step = 1 if THOROUGH else 113
    changed = (
        flip
        for place in range(start, resume, step)
        for flip in flips(signed, place, set(HEX) if THOROUGH else {signed[place] ^ 1, ord("8")})
    )
    assert unseen(changed) == []


@pytest.mark.skipif(not which("pdfsig"), reason="poppler-utils is not installed")
def test_that_poppler_sees_a_changed_byte_in_what_is_signed(signed: bytes, tmp_path: Path) -> None:
    start, resume = borders(signed)
    path = tmp_path / "changed.pdf"
    step = 1 if THOROUGH else len(signed) // 25
    places = [*range(0, start, step), start - 1, resume, *range(resume, len(signed), step)]
    for place in [*places, len(signed) - 1]:
        path.write_bytes(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :])
        run = subprocess.run(["pdfsig", path], capture_output=True, check=False)
        assert b"Signature is Valid" not in run.stdout, place
        assert verify(path.read_bytes()).status == "altered", place
