"""Answers of a project whose copies disagree, written to a file and read again."""

import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from unit_cli import here
from unit_review import ITEM, Team, busy

from jalon.assessment.changes import PROJECT, Key
from jalon.session import Session
from tools.thorough import examples

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=30)
TEXTS = {
    "people": ["author", "reviewer", "validator"],
    "review": ["comment", "corrective-action", "corrective-owner", "corrective-due"],
    "comment": ["text"],
    "opinion": ["name", "reasons", "capacity-text", "date"],
    "evidence": ["name", "target", "note", "date", "expires"],
    "action": ["what", "owner", "cost", "due", "reason"],
    ITEM.item: ["how", "reason", "gap", "next-step", "owner", "due"],
}
DAYS = {"corrective-due", "date", "expires", "due"}


def disputable(session: Session) -> list[Key]:
    """Return every text and every day of what is in the record."""
    found = [Key(PROJECT, "people", role) for role in TEXTS["people"]]
    found += [Key(ITEM.subject, ITEM.item, field) for field in TEXTS[ITEM.item]]
    for subject in sorted({key.subject for key in session.assessment.heads}):
        kind = subject.partition("-")[0]
        if "-" in subject and kind in TEXTS:
            found += [Key(subject, kind, field) for field in TEXTS[kind]]
    return found


@settings(max_examples=examples(2, 40), deadline=None)
@given(st.randoms(use_true_random=False), st.lists(WORDS, min_size=1, max_size=9))
def test_that_reading_one_s_own_answers_settles_nothing(
    chance: random.Random, words: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        path, answers = Path(folder) / "p.jalon", Path(folder) / "answers.json"
        with closing(Session.create(path, author="Ada")) as session:
            busy(Team(session))
            session.actions.add([(ITEM.subject, ITEM.item)], what="Adopt it")
            torn = tear(session, chance, words)
            changes = len(session.history())
        assert here("export", path, answers) == 0
        assert here("import", path, answers) == 0
        with closing(Session.open(path, author="Ada", read_only=True)) as again:
            assert set(again.assessment.conflicts()) == torn
            assert len(again.history()) == changes


def tear(session: Session, chance: random.Random, words: list[str]) -> set[Key]:
    """Have two people say something of the same fields in two copies that are united."""
    other = session.path.with_name("o.jalon")
    session.copy_to(other)
    keys = disputable(session)
    chosen = chance.sample(keys, chance.randint(1, len(keys)))
    with closing(Session.open(other, author="Zoë")) as zoe:
        for one, day in ((session, "2026-03-01"), (zoe, "2027-02-28")):
            one.apply([(k, day if k.field in DAYS else chance.choice(words)) for k in chosen])
    session.custody.take_in(other)
    return set(session.assessment.conflicts())
