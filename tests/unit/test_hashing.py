"""Short texts are hashed without OpenSSL, and as it would hash them."""

import hashlib
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from jalon import hashing

ALONE = """
import sys
from jalon import hashing
hashes = [hashing.for_another(done)(b"text") for done in (0, 3_999)]
print({"hashlib", "_hashlib"} & sys.modules.keys())
print(hashing.for_another(4_000) is __import__("hashlib").sha256)
print({h.hexdigest() for h in hashes} == {__import__("hashlib").sha256(b"text").hexdigest()})
"""


@given(st.binary(max_size=300), st.sampled_from((0, 5_000)))
def test_that_it_is_the_same_hash(data: bytes, done: int) -> None:
    expected = hashlib.sha256(data).hexdigest()
    assert hashing.sha256(data).hexdigest() == expected
    assert hashing.for_another(done)(data).hexdigest() == expected


def test_that_openssl_is_loaded_when_there_is_much_to_hash() -> None:
    told = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[:-1] == ["set()", "True", "True"]
