"""Carrying a project over to a later edition, whatever that edition renames, splits or drops."""

import json
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from unit_editions import LATER, LATEST, later, shipped
from unit_state import state

from jalon.assessment import carried, contradictions, interchange
from jalon.assessment.changes import PROVIDER, Key, Subject, Value
from jalon.assessment.documents import Papers
from jalon.assessment.review import acts
from jalon.assessment.review.model import Target
from jalon.assessment.state import Assessment
from jalon.cli import status
from jalon.errors import ProjectError, UserError
from jalon.export import interchange as exported
from jalon.export import report, review_words
from jalon.forms import load
from jalon.forms.citations import citation
from jalon.forms.model import STATES, FactId, ItemId
from jalon.forms.succession import faults, successions
from jalon.language import Translator, available, translator
from jalon.session import Session, opened
from jalon.values import replace
from tools.report_printing import texts, together
from tools.thorough import examples

OLD = load.form()
CODE = [i for i in OLD.items if i in OLD.home]
COMPANY = [i for i in CODE if OLD.items[i].scope == "provider"]
MODEL = [i for i in CODE if OLD.items[i].scope == "model"]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)

Become = Mapping[str, tuple[str, ...]]


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Become, dict[str, str]]:
    """Draw what becomes of some requirements, and which of the new ones have other words."""
    scope = draw(st.sampled_from([COMPANY, MODEL]))
    names = draw(st.lists(st.sampled_from(scope), min_size=4, max_size=9, unique=True))
    become: dict[str, tuple[str, ...]] = {}
    for number, name in enumerate(names):
        become[name] = draw(
            st.sampled_from(
                [
                    (),
                    (name,),
                    (f"later-{number}",),
                    (name, f"later-{number}"),
                    (f"later-{number}", f"later-{number}-b"),
                    ("later-shared",),
                    (names[0],),
                ]
            )
        )
    if names[0] not in become[names[0]]:  # what is dropped takes no answers
        gone, shared = (names[0],), ("later-shared",)
        become = {old: shared if news == gone else news for old, news in become.items()}
    targets = sorted({new for news in become.values() for new in news})
    reword = {name: draw(TEXT) for name in targets if draw(st.booleans())}
    return become, reword


@st.composite
def answered(draw: st.DrawFn) -> dict[str, Value]:
    fields = {
        "state": st.sampled_from(STATES),
        "how": TEXT,
        "reason": TEXT,
        "gap": TEXT,
        "next-step": TEXT,
        "owner": TEXT,
        "due": st.just("2027-01-02"),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, unique=True))
    return {name: draw(fields[name]) for name in chosen}


def rows(path: Path) -> dict[tuple[str, str, str], object]:
    """Read every current value with nothing of ours."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT payload FROM head JOIN change USING(seq)").fetchall()
    connection.close()
    read = [json.loads(payload) for (payload,) in found]
    return {(c["subject"], c["item"], c["field"]): c["value"] for c in read}


def log(path: Path) -> list[dict[str, object]]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT payload FROM change ORDER BY seq").fetchall()
    connection.close()
    return [json.loads(payload) for (payload,) in found]


def of_status(path: Path) -> dict[str, object]:
    with opened(path, read_only=True) as session:
        return status.described(session.snapshot(), translator("en"))


@settings(
    max_examples=examples(6, 40),
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(how=drawn(), data=st.data())
def test_that_nothing_is_dropped_and_nothing_counts_unconfirmed(
    how: tuple[Become, dict[str, str]], data: st.DataObject
) -> None:
    become, reword = how
    new = later(OLD, become=become, reword=reword)
    assert not faults(OLD, new)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "p.jalon"
        with closing(Session.create(path, author="Ada")) as session:
            whose = PROVIDER if next(iter(become)) in COMPANY else session.models[0]
            for item in become:
                given_ = data.draw(answered())
                session.apply([(Key(whose, item, f), v) for f, v in given_.items()])
            untouched = next(i for i in COMPANY if i not in become)
            session.answer(PROVIDER, untouched, "state", "implemented")
        before, recorded = rows(path), log(path)
        with shipped(folder / "root", new):
            with opened(path, author="Grace") as session:
                assert session.form.id == OLD.id
                assert session.editions.later is not None
                session.editions.carry_over("Before")
            after = rows(path)
            told = of_status(path)
            check(become, reword, whose, before, after, told)
            assert after[PROVIDER, untouched, "state"] == "implemented"
            assert log(path)[: len(recorded)] == recorded
            confirm_all(path, whose, after)


def check(
    become: Become,
    reword: Mapping[str, str],
    whose: Subject,
    before: Mapping[tuple[str, str, str], object],
    after: Mapping[tuple[str, str, str], object],
    told: Mapping[str, object],
) -> None:
    editions = told["editions"]
    assert isinstance(editions, dict)
    waits = {(e["subject"], e["item"]) for e in editions["to_confirm"]}
    gone = {(e["subject"], e["item"]) for e in editions["no_longer_asked"]}
    came: dict[str, list[str]] = {}
    for old, news in become.items():
        for each in news:
            came.setdefault(each, []).append(old)
    # Every item that became another one or has other words waits, with all it had.
    for target, olds in came.items():
        same = olds == [target] and become[target] == (target,) and target not in reword
        assert ((whose, target) in waits) is not same, (target, olds)
        fields = {f for (s, i, f) in before if s == whose and i in olds}
        for field in fields:
            said = [before[whose, old, field] for old in olds if (whose, old, field) in before]
            agree = all(v == said[0] for v in said)
            if agree and (field != "state" or len(said) == len(olds)):
                assert after[whose, target, field] == said[0]
    # What stood under an id that is gone stands there still; what was overwritten is in the mark.
    kept = told_by_marks(after)
    for key, value in before.items():
        assert value in (after.get(key), *kept.get(key, ())), key
    assert {(whose, old) for old in become if old not in came} <= gone
    items = {(i["subject"], i["item"]): i for i in told["items"]}  # type: ignore[attr-defined]
    for place in waits:
        assert items[place]["counted"] == "unanswered"
        assert items[place]["state"] is None


def told_by_marks(
    after: Mapping[tuple[str, str, str], object],
) -> dict[tuple[str, str, str], list[object]]:
    """Return what the marks say that items held before."""
    found: dict[tuple[str, str, str], list[object]] = {}
    for key, mark in after.items():
        if key[2] == "carried" and isinstance(mark, dict):
            for source in mark["from"]:
                for field, value in source.get("answer", {}).items():
                    found.setdefault((source["subject"], source["item"], field), []).append(value)
    return found


def confirm_all(path: Path, whose: Subject, after: Mapping[tuple[str, str, str], object]) -> None:
    """Confirm one after the other: each is a change with author and time, and counts then."""
    with opened(path, author="Olga") as session:
        for place in sorted(session.editions.waiting):
            start = len(log_of(session))
            assert session.editions.confirm([place]) == 1
            made = session.history(limit=1)[0]
            assert len(log_of(session)) == start + 1
            assert (made.key, made.author) == (Key(*place, "carried"), "Olga")
            assert (datetime.now(UTC) - made.time).total_seconds() < 600
            assert session.assessment.value(*place, "state") == after.get((*place, "state"))
        assert not session.editions.waiting
        states = {
            place: status.state
            for place, status in session.evaluation.items.items()
            if place[0] == whose
        }
        for (subject, item, field), value in after.items():
            if field == "state" and (subject, item) in states:
                assert states[subject, item] == value  # type: ignore[index]


def log_of(session: Session) -> tuple[object, ...]:
    return session.history()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.jalon"
    with closing(Session.create(path, author="Ada")) as session:
        session.answer(PROVIDER, COMPANY[0], "state", "implemented")
        session.answer(PROVIDER, COMPANY[0], "how", "by hand")
        session.answer(PROVIDER, COMPANY[1], "state", "partial")
    return path


def test_that_without_a_later_edition_nothing_tells_of_one(project: Path) -> None:
    with opened(project) as session:
        assert session.editions.later is None
        assert session.editions.plan() is None
        with pytest.raises(UserError):
            session.editions.carry_over("x")
    told = of_status(project)["editions"]
    assert told == {"later": None, "to_confirm": [], "confirmed": 0, "no_longer_asked": []}


def test_that_a_project_of_an_earlier_edition_opens_as_it_is(project: Path, tmp_path: Path) -> None:
    before = project.read_bytes()
    with shipped(tmp_path / "root", later(OLD, reword={COMPANY[0]: "Other words."})):
        told = of_status(project)
        assert (told["form"], told["editions"]["later"]) == (OLD.id, LATER)  # type: ignore[index]
        assert project.read_bytes() == before
        with closing(Session.create(tmp_path / "new.jalon")) as made:
            assert made.form.id == LATER
            assert made.editions.later is None


def test_that_two_editions_on_are_reached_in_one_step(project: Path, tmp_path: Path) -> None:
    first = later(OLD, become={COMPANY[0]: ("middle-a",), COMPANY[1]: ("middle-b",)})
    second = later(first, become={"middle-a": ("last",), "middle-b": ()}, edition=LATEST)
    with (
        shipped(tmp_path / "root", first, second),
        opened(project, author="Grace") as session,
    ):
        session.editions.carry_over("Before")
        assert session.form.id == LATEST
        assert session.assessment.value(PROVIDER, "last", "how") == "by hand"
        assert session.editions.waiting == {(PROVIDER, "last")}
        assert [one.item for one in session.editions.left] == [COMPANY[0], COMPANY[1]]
    kinds = {s.new or s.old[0]: s.kind for s in successions((OLD, first, second))}
    assert (kinds["last"], kinds[COMPANY[1]]) == ("renamed", "dropped")


def test_that_answering_anew_confirms_and_undo_takes_it_back(project: Path, tmp_path: Path) -> None:
    place = (PROVIDER, COMPANY[0])
    with (
        shipped(tmp_path / "root", later(OLD, reword={COMPANY[0]: "Other words."})),
        opened(project, author="Grace") as session,
    ):
        session.editions.carry_over("Before")
        assert session.evaluation.status(*place).state is None
        session.answer(*place, "how", "another way")
        assert session.editions.waiting == {place}
        session.answer(*place, "state", "planned")
        assert session.editions.waiting == frozenset()
        assert session.evaluation.status(*place).state == "planned"
        session.undo()
        assert session.editions.waiting == {place}
        assert session.shown(*place, "state") == "implemented"


def test_that_a_fact_that_waits_is_not_known(project: Path, tmp_path: Path) -> None:
    with opened(project) as session:
        asked = (m for one in session.evaluation.items.values() for m in one.missing)
        fact = next(OLD.fact[m] for m in asked if OLD.fact[m].options)
        whose = PROVIDER if OLD.fact_scope[fact.id] == "provider" else session.models[0]
        open_ = of_missing(session)
        for value in [option.value for option in fact.options]:
            session.answer(whose, fact.id, "value", value)
            if of_missing(session) != open_:
                break
        settled = of_missing(session)
        assert settled != open_
    facts = tuple(
        replace(g, fact=tuple(replace(f, label="Else?") if f is fact else f for f in g.fact))
        for g in OLD.facts
    )
    with (
        shipped(tmp_path / "root", replace(later(OLD), facts=facts)),
        opened(project, author="Grace") as session,
    ):
        session.editions.carry_over("Before")
        assert session.editions.waiting == {(whose, fact.id)}
        assert of_missing(session) == open_
        assert session.shown(whose, fact.id, "value") == value
        session.editions.confirm([(whose, fact.id)])
        assert of_missing(session) == settled


def test_that_points_are_the_same_on_screen_and_printed_while_answers_wait(
    project: Path, tmp_path: Path
) -> None:
    place = (PROVIDER, COMPANY[0])
    with (
        shipped(tmp_path / "root", later(OLD, reword={COMPANY[0]: "Other words."})),
        opened(project, author="Grace") as session,
    ):
        session.answer(*place, "state", "partial")
        session.answer(*place, "next-step", "Write it down.")
        before = session.points()
        assert any(p.kind == "action" and p.item == place[1] for p in before)
        session.editions.carry_over("Before")
        assert session.points() == contradictions.of_snapshot(session.snapshot())
        assert not any(p.kind == "action" and p.item == place[1] for p in session.points())


@pytest.mark.parametrize("language", available())
def test_that_what_was_said_of_an_earlier_edition_is_printed_with_its_place(
    project: Path, tmp_path: Path, language: str
) -> None:
    gone, split = COMPANY[0], COMPANY[1]
    become: Become = {gone: (), split: ("later-a", "later-b")}
    with (
        shipped(tmp_path / "root", later(OLD, become=become)),
        opened(project, author="Grace") as session,
    ):
        session.attachments.refer([(PROVIDER, gone), (PROVIDER, split)], name="Proof", target="x")
        session.actions.add([(PROVIDER, gone), (PROVIDER, split)], what="Act")
        said, edits = acts.comment(
            Target("requirement", gone), "Remark", by="Rita", at=datetime.now(UTC)
        )
        session.apply(edits)
        session.editions.carry_over("Before")
        tr = translator(language)
        tree = report.build(session.snapshot(), tr, report.ReportOptions(language))
        lines = list(texts(tree))
        place = citation(OLD, ItemId(gone), tr)
        dated = f"{place} ({tr.text('edition of {day}', day=tr.day(OLD.edition))})"
        assert any(together(dated) in together(line) for line in lines)
        assert "Remark" in "\n".join(lines)
        assert not any(name in line for line in lines for name in (gone, split))
        assert where(session, said, tr) == dated


def where(session: Session, comment: Subject, tr: Translator) -> str:
    """Return how a comment's place is called on the screen."""
    about = next(c.about for c in session.evaluation.review.comments if c.id == comment)
    return review_words.place(session.form, about, tr)


def test_that_confirming_keeps_where_an_answer_came_from_whatever_the_copies_hold() -> None:
    place = (PROVIDER, COMPANY[0])
    mark = carried.mark("code-1", [carried.Source(*place)])
    heads = {}
    for value in (None, mark):
        one = state((*place, carried.FIELD, value)).heads
        for key, current in one.items():
            heads[key] = (*heads.get(key, ()), *current)
    ((_, confirmed),) = carried.confirmation(Assessment(heads), place)
    assert confirmed == {**mark, "confirmed": True}


def of_missing(session: Session) -> list[object]:
    return [(k, v.applies, v.missing, v.voluntary) for k, v in session.evaluation.items.items()]


@pytest.mark.parametrize("item", [COMPANY[0], MODEL[0]])
def test_that_an_item_can_change_who_answers(item: str, tmp_path: Path) -> None:
    path = tmp_path / "p.jalon"
    scope = {COMPANY[0]: "model", MODEL[0]: "provider"}[item]
    with closing(Session.create(path)) as session:
        model = session.models[0]
        whose = PROVIDER if scope == "model" else model
        session.answer(whose, item, "state", "planned")
    with (
        shipped(tmp_path / "root", later(OLD, asked_of={item: scope})),
        opened(path) as session,
    ):
        session.editions.carry_over("Before")
        now = model if scope == "model" else PROVIDER
        assert session.editions.waiting == {(now, item)}
        assert session.assessment.value(now, item, "state") == "planned"
        assert [(one.subject, one.item) for one in session.editions.left] == [(whose, item)]


def test_that_an_export_keeps_it_all_and_an_import_confirms_nothing(
    project: Path, tmp_path: Path
) -> None:
    new = later(OLD, become={COMPANY[0]: ("later-a",), COMPANY[1]: ()})
    with opened(project) as session:
        session.attachments.refer([(PROVIDER, COMPANY[1])], name="Board paper", target="a/b")
    with shipped(tmp_path / "root", new):
        with opened(project, author="Grace") as session:
            session.editions.carry_over("Before")
            written = exported.answers(session.snapshot(), whole=True)
        with closing(Session.create(tmp_path / "other.jalon", author="Eve")) as other:
            other.apply(interchange.read(json.dumps(written), other.form, other.assessment))
            assert other.editions.waiting == {(PROVIDER, "later-a")}
            assert other.assessment.value(PROVIDER, "later-a", "how") == "by hand"
            assert other.assessment.value(PROVIDER, COMPANY[1], "state") == "partial"
            assert [e.name for e in other.attachments.register.linked(PROVIDER, COMPANY[1])] == [
                "Board paper"
            ]
            again = exported.answers(other.snapshot(), whole=True)
    assert written["carried"] == again["carried"]
    assert written["earlier"] == again["earlier"]


def test_that_fields_in_dispute_are_settled_first(project: Path, tmp_path: Path) -> None:
    with opened(project) as session:
        session.copy_to(tmp_path / "copy.jalon")
        session.answer(PROVIDER, COMPANY[0], "state", "planned")
    with opened(tmp_path / "copy.jalon") as other:
        other.answer(PROVIDER, COMPANY[0], "state", "partial")
    with (
        shipped(tmp_path / "root", later(OLD, become={COMPANY[0]: ("later-a",)})),
        opened(project) as session,
    ):
        session.custody.take_in(tmp_path / "copy.jalon")
        before = session.assessment
        with pytest.raises(UserError, match="two different answers"):
            session.editions.carry_over("Before")
        assert session.form.id == OLD.id
        assert session.assessment is before


def test_that_copies_of_two_editions_are_not_united(project: Path, tmp_path: Path) -> None:
    with opened(project) as session:
        session.copy_to(tmp_path / "copy.jalon")
    with (
        shipped(tmp_path / "root", later(OLD, become={COMPANY[0]: ("later-a",)})),
        opened(project) as session,
    ):
        session.editions.carry_over("Before")
        with pytest.raises(ProjectError, match="another edition"):
            session.custody.take_in(tmp_path / "copy.jalon")
        with opened(tmp_path / "copy.jalon") as other:
            other.editions.carry_over("Before")
        session.custody.take_in(tmp_path / "copy.jalon")
        assert session.editions.waiting == {(PROVIDER, "later-a")}
        assert session.assessment.value(PROVIDER, "later-a", "how") == "by hand"


def test_that_a_program_without_the_edition_refuses_by_name(project: Path, tmp_path: Path) -> None:
    with shipped(tmp_path / "root", later(OLD)), opened(project) as session:
        session.editions.carry_over("Before")
    before = project.read_bytes()
    with pytest.raises(ProjectError, match="answers an edition"):
        Session.open(project)
    assert project.read_bytes() == before


def test_that_what_the_project_was_before_can_be_looked_at(project: Path, tmp_path: Path) -> None:
    with (
        shipped(tmp_path / "root", later(OLD, become={COMPANY[0]: ("later-a",)})),
        opened(project, author="Grace") as session,
    ):
        before = {k: [c.value for c in v] for k, v in session.assessment.heads.items()}
        session.editions.carry_over("As of the older edition")
        named = session.custody.versions[0]
        assert (named.name, named.author) == ("As of the older edition", "Grace")
        state = session.custody.state_of(named.ids)
        assert {k: [c.value for c in v] for k, v in state.heads.items()} == before


def test_that_an_answer_of_a_document_waits_too(project: Path, tmp_path: Path) -> None:
    document = OLD.documents[0]
    field = next(f for f in document.fields() if f.answer[0].kind in {"text", "long-text"})
    answer = field.answer[0]
    with opened(project) as session:
        model = session.models[0]
        session.answer(model, field.id, answer.id, "as we said in 2025")
    sections = tuple(
        replace(s, field=tuple(replace(f, asks="Say else.") if f is field else f for f in s.field))
        for s in document.section
    )
    new = replace(later(OLD), documents=(replace(document, section=sections), *OLD.documents[1:]))
    place = f"{field.id}.{answer.id}"
    with (
        shipped(tmp_path / "root", new),
        opened(project, author="Grace") as session,
    ):
        session.editions.carry_over("Before")
        assert session.editions.waiting == {(model, field.id)}
        stated = Papers(session.form, model, session.assessment).stated(place)
        assert stated.value != "as we said in 2025"
        assert session.shown(model, field.id, answer.id) == "as we said in 2025"
        session.editions.confirm([(model, field.id)])
        stated = Papers(session.form, model, session.assessment).stated(place)
        assert (stated.origin, stated.value) == ("written", "as we said in 2025")


def test_that_a_choice_that_is_gone_is_not_carried_but_told(project: Path, tmp_path: Path) -> None:
    fact = OLD.fact[FactId("code-position")]
    gone = fact.options[0].value
    with opened(project) as session:
        session.answer(PROVIDER, fact.id, "value", gone)
    facts = tuple(
        replace(
            g,
            fact=tuple(replace(f, options=f.options[1:]) if f is fact else f for f in g.fact),
        )
        for g in OLD.facts
    )
    with (
        shipped(tmp_path / "root", replace(later(OLD), facts=facts)),
        opened(project, author="Grace") as session,
    ):
        session.editions.carry_over("Before")
        assert session.assessment.value(PROVIDER, fact.id, "value") is None
        (one,) = session.editions.carried
        assert carried.answer(session.assessment, one.sources[0]) == {"value": gone}
        told = status.described(session.snapshot(), translator("en"))
        assert told["position"]["value"] is None  # type: ignore[index]
