"""The shipped questionnaire: whole, valid, the same when compiled."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError
from unit_questionnaire import form as small_form
from unit_questionnaire import requirement

from jalon import assets
from jalon.forms import cache, citations, compiled, load, messages, schema
from jalon.forms.model import Equals, FactId, Form, ItemId, Term
from jalon.forms.schema import FormError
from jalon.language import available, translator

FORM = load.form()
MEASURES = {
    "transparency": ["1.1", "1.2", "1.3"],
    "copyright": ["1.1", "1.2", "1.3", "1.4", "1.5"],
    "safety-security": [
        *("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1"),
        *("4.2", "5.1", "6.1", "6.2", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7", "8.1"),
        *("8.2", "8.3", "9.1", "9.2", "9.3", "9.4", "10.1", "10.2"),
    ],
}


def test_that_the_three_chapters_hold_their_forty_measures() -> None:
    found = {c.id: [m.number for m in c.measures() if m.number] for c in FORM.chapter}
    assert found == MEASURES
    assert sum(map(len, found.values())) == 40


def test_that_the_compiled_form_is_the_validated_one() -> None:
    folder = assets.folder("forms") / FORM.id
    assert cache.restore(cache.compile_form(folder)) == schema.parse(folder)


def test_that_a_form_read_from_any_end_is_the_same() -> None:
    whole = schema.parse(assets.folder("forms") / FORM.id)
    packed = compiled.pack(whole)
    for asked in ("term", "documents", "signatories", "facts", "chapter", "notes", "dates"):
        form = compiled.restore(packed)
        assert isinstance(form, Form)
        assert getattr(form, asked) == getattr(whole, asked)
        last = next(reversed(form.items.values()))
        assert (last.terms, last.demand) == next(
            (r.terms, r.demand) for r in reversed(whole.items.values())
        )
        assert form == whole


def test_that_what_is_equal_in_a_form_is_made_once() -> None:
    rules: dict[object, int] = {}
    for item in FORM.items.values():
        if item.applies_when is not None:
            assert rules.setdefault(item.applies_when, id(item.applies_when)) == id(
                item.applies_when
            )
    assert rules


def test_that_every_field_that_comes_later_is_one_of_its_shape() -> None:
    for kind, groups in compiled._LATER.items():
        assert {name for group in groups for name in group} < set(kind.__match_args__), kind


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the form, and a cache of its own."""
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path / "cache")
    shutil.copytree(Path(str(assets.folder("forms") / FORM.id)), tmp_path / FORM.id)
    return tmp_path / FORM.id


def kept(own: Path) -> list[Path]:
    return sorted((own.parent / "cache").glob("*.jsonl"))


@pytest.mark.parametrize("damage", [b"", b"x", b"3 4\n", b"0" * 999, None])
def test_that_a_form_damaged_in_the_cache_is_compiled_anew(own: Path, damage: bytes | None) -> None:
    cache.load(own)
    (file,) = kept(own)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] if damage is None else damage)
    assert cache.load(own) == FORM
    assert file.read_bytes() == whole


def test_that_a_form_kept_in_other_shapes_is_not_read(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load(own)
    later = {**compiled._LATER, Term: (("where",),)}
    monkeypatch.setattr(compiled, "_LATER", later)
    before = kept(own)
    assert cache._fingerprint(own) not in before[0].name
    monkeypatch.undo()
    assert cache._fingerprint(own) in before[0].name


def test_that_a_changed_text_is_read_from_the_form_that_was_changed(own: Path) -> None:
    before = cache.load(own)
    file = own / "copyright.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('demand = "', 'demand = "Changed: ', 1), encoding="utf-8")
    after = cache.load(own)
    changed = [i for i, r in after.items.items() if r.demand != before.items[i].demand]
    assert len(changed) == 1
    assert after.items[changed[0]].demand == f"Changed: {before.items[changed[0]].demand}"
    assert before == FORM


def test_that_short_titles_fit_the_outline() -> None:
    shown = [
        translator(code).of(f"{m.id}.short", m.short)
        for code in available()
        for c in FORM.chapter
        for m in c.measures()
    ]
    assert [short for short in shown if len(short) > 22] == []


def test_that_what_a_commitment_itself_asks_is_told_from_its_measures() -> None:
    own = [
        (c, m)
        for chapter in FORM.chapter
        for c in chapter.commitment
        for m in c.measure
        if not m.number
    ]
    assert len(own) == 6
    for commitment, sheet in own:
        assert sheet.title.startswith(f"Commitment {commitment.number} itself: ")
        title = translator("fr").of(f"{sheet.id}.title", sheet.title)
        assert title.startswith(f"L’engagement\u00a0{commitment.number} lui-même\u00a0: ")


def test_that_every_item_says_what_it_asks_of_whom_and_what_shows_it() -> None:
    for item in FORM.items.values():
        assert item.demand
        assert item.explain
        assert item.concerns
        assert item.obligations
        assert item.evidence or item.force != "binding", item.id


def test_that_no_two_texts_share_a_context() -> None:
    contexts = Counter(c for c, _ in messages.messages(FORM) if c not in {"act", "law"})
    assert [c for c, n in contexts.items() if n > 1] == []


def test_that_the_crawling_points_are_those_of_the_text() -> None:
    conditional = {
        FORM.home[i.id][2].number
        for i in FORM.items.values()
        if i.applies_when and "crawling" in str(i.applies_when) and i.id in FORM.home
    }
    assert conditional == {"1.2", "1.3"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", "Copyright Chapter, Measure 1.3, paragraph 1, point (a)"),
        (
            "fr",
            "chapitre Droit d’auteur, mesure\u00a01.3, paragraphe\u00a01, point\u00a0a)",
        ),
    ],
)
def test_that_a_citation_finds_its_point(code: str, expected: str) -> None:
    item = next(
        i.id
        for i in FORM.items.values()
        if FORM.sheet[i.id].id == "copyright-1.3" and i.place.point == "a"
    )
    assert citations.citation(FORM, item, translator(code)) == expected


@pytest.mark.parametrize(
    ("reference", "en", "fr"),
    [
        ("53(1)(a)", "Art. 53(1)(a)", "art.\u00a053, par.\u00a01, point\u00a0a)"),
        ("53(2)", "Art. 53(2)", "art.\u00a053, par.\u00a02"),
        ("78", "Art. 78", "art.\u00a078"),
    ],
)
def test_that_articles_are_cited_as_each_language_does(reference: str, en: str, fr: str) -> None:
    assert citations.article(reference, translator("en")) == en
    assert citations.article(reference, translator("fr")) == fr


def test_that_no_french_citation_breaks_before_its_number() -> None:
    cited = {citations.citation(FORM, item, translator("fr")) for item in FORM.items}
    assert len(cited) > 200
    assert [c for c in cited if re.search(r" (?:[\dIVX]|[a-z]+\))", c)] == []
    assert any("point\u00a01)\u00a0a)" in c for c in cited)


def test_that_contradictions_of_a_form_are_found_by_name() -> None:
    wrong = small_form(
        replace(
            requirement("r", when=Equals(FactId("crawling"), "sometimes")),
            obligations=("99-9",),
            terms=("nonsense",),
        ),
        replace(requirement("s"), otherwise="Never asked."),
        replace(requirement("t", when=Equals(FactId("colour"), "red"))),
        replace(requirement("u"), id=ItemId("Upper_Case")),
    )
    with pytest.raises(FormError) as caught:
        schema.check(wrong)
    faults = str(caught.value)
    for part in (
        "crawling has no option sometimes",
        "no obligation 99-9",
        "no term nonsense",
        "s: a condition needs its reason",
        "no fact colour",
        "Upper_Case: not lower case",
    ):
        assert part in faults


@pytest.mark.parametrize("wrong", ["transparency.toml", "duties/cooperation.toml"])
def test_that_an_unknown_key_in_a_form_is_refused(tmp_path: Path, wrong: str) -> None:
    folder = tmp_path / FORM.id
    shutil.copytree(Path(str(assets.folder("forms") / FORM.id)), folder)
    file = folder / wrong
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("demand =", "demmand =", 1), encoding="utf-8")
    with pytest.raises(ValidationError, match="demmand"):
        schema.parse(folder)


@pytest.mark.parametrize("name", ["model-documentation", "training-summary"])
def test_that_an_unknown_key_in_a_document_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / FORM.id
    shutil.copytree(Path(str(assets.folder("forms") / FORM.id)), folder)
    file = folder / "documents" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("recipients =", "recipient =", 1), encoding="utf-8")
    with pytest.raises(ValidationError, match="recipient"):
        schema.parse(folder)


def test_that_a_form_of_another_jalon_is_not_found() -> None:
    with pytest.raises(KeyError):
        load.form("code-2099-01-01")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("from ", "after ", "counted back from ")),
        ("fr", ("à compter ", "après ", "compté")),
    ],
)
def test_that_each_deadline_says_from_when_it_runs(language: str, words: tuple[str, ...]) -> None:
    tr = translator(language)
    said = {
        f"{item}.{period.id}": tr.of(f"{item}.{period.id}.from", period.from_when)
        for item, requirement in FORM.items.items()
        for period in requirement.periods
        if period.kind == "deadline"
    }
    assert len(said) >= 15
    assert [f"{name}: {text}" for name, text in said.items() if not text.startswith(words)] == []
