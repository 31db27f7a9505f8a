"""What the report says of what was removed for good: that, when, by whom and why."""

from pathlib import Path

import pytest

from jalon.assessment.changes import PROVIDER, Key
from jalon.language import available
from jalon.session import Session
from tools.report_printing import made_in_part, pages, together

KEY = Key(PROVIDER, "copyright-1.1-draw-up", "how")


def printed(session: Session, language: str) -> str:
    return together("".join(pages(made_in_part(session.snapshot(), ["method"], language).data)))


@pytest.mark.parametrize("language", available())
def test_that_what_was_removed_for_good_is_said_with_its_reason(
    tmp_path: Path, language: str
) -> None:
    session = Session.create(tmp_path / "p.jalon", author="Zoë Ångström")
    words = {
        "en": ("Removed for good", "What 2 changes said was removed for good", "Reason:"),
        "fr": ("Retrait définitif", "Ce que disaient 2 modifications a été retiré", "Motif :"),
    }[language]
    try:
        for text in ("the password is hunter2", "of no secret"):
            session.answer(*KEY, text)
        assert together(words[0]) not in printed(session, language)
        former, now = sorted(session.history(KEY), key=lambda change: change.time)
        session.custody.expunge(former.id, "A password, <b>pasted</b> by mistake", tmp_path)
        session.set_author("")
        session.custody.expunge(now.id, "Art. 17", tmp_path)
        found = printed(session, language)
    finally:
        session.close()
    assert "hunter2" not in found
    for said in (*words, "Zoë Ångström", "A password, <b>pasted</b> by mistake", "Art. 17"):
        assert together(said) in found, said
