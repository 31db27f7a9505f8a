"""A catalogue that is read text by text answers as one that gettext reads whole."""

import gettext
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from hypothesis import given
from hypothesis import strategies as st

from jalon import assets
from jalon.catalogues import Compiled, in_order
from jalon.language import compile_catalogue

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\x04\r"), min_size=1, max_size=12
)
ENTRIES = st.dictionaries(
    st.tuples(st.none() | WORDS, WORDS), st.tuples(st.booleans(), WORDS, WORDS), max_size=12
)


def both(data: bytes) -> tuple[Compiled, gettext.GNUTranslations]:
    return Compiled(in_order(data)), gettext.GNUTranslations(BytesIO(data))


def answers(
    catalogue: Compiled | gettext.GNUTranslations, context: str | None, one: str
) -> list[str]:
    said = [catalogue.gettext(one)]
    said += [catalogue.ngettext(one, f"{one} and more", n) for n in (0, 1, 2, 5, 21)]
    return [*said, catalogue.pgettext(context or "nowhere", one)]


@given(ENTRIES, st.sampled_from(["fr", "de", "pl", "ja"]), st.lists(WORDS, max_size=4))
def test_that_any_catalogue_is_read_as_gettext_reads_it(
    entries: dict[tuple[str | None, str], tuple[bool, str, str]], code: str, others: list[str]
) -> None:
    made = Catalog(locale=code)
    for (context, one), (plural, first, second) in entries.items():
        forms = [first, second, first][: made.num_plurals]
        key = (one, f"{one} and more") if plural else one
        made.add(key, tuple(forms) if plural else first, context=context)
    out = BytesIO()
    write_mo(out, made)
    ours, genuine = both(out.getvalue())
    for context, one in [*entries, *((None, other) for other in others)]:
        assert answers(ours, context, one) == answers(genuine, context, one)


def test_that_every_text_that_is_shipped_is_found() -> None:
    source = (assets.folder("i18n") / "fr" / "LC_MESSAGES" / "messages.po").read_bytes()
    data = compile_catalogue("fr", source)
    ours, genuine = Compiled(data), gettext.GNUTranslations(BytesIO(data))
    read = read_mo(BytesIO(data))
    assert len(read) > 5_000
    for message in read:
        one = message.id if isinstance(message.id, str) else message.id[0]
        if not one:
            continue
        where = message.context
        context = where.decode() if isinstance(where, bytes) else where  # as Babel reads it
        assert answers(ours, context, one) == answers(genuine, context, one)
        if context:
            assert ours.knows(context, one)
            assert not ours.knows(context, f"{one}?")


@pytest.mark.parametrize("data", [b"", b"PK" * 20, bytes(40)])
def test_that_what_is_no_catalogue_is_refused(data: bytes) -> None:
    with pytest.raises(Exception, match=r"catalogue|buffer"):
        Compiled(data)


def test_that_a_catalogue_in_order_is_the_same_catalogue() -> None:
    made = Catalog(locale="fr")
    made.add("b", "B", context="z")
    made.add("a", "A")
    made.add("b", "BB")
    out = BytesIO()
    write_mo(out, made)
    again = read_mo(BytesIO(in_order(out.getvalue())))
    assert {(m.context, m.id, m.string) for m in again if m.id} == {
        (b"z", "b", "B"),
        (None, "a", "A"),
        (None, "b", "BB"),
    }
