"""What the program itself records is named in words in the history, in both languages."""

from pathlib import Path

import pytest

from jalon import example
from jalon.assessment import versions
from jalon.export import difference_words
from jalon.language import available, translator


@pytest.mark.parametrize("language", available())
def test_that_no_change_is_named_by_the_ids_of_the_file(language: str, tmp_path: Path) -> None:
    session = example.make(tmp_path / "a.jalon", language)
    model = session.models[0]
    made = {"file": "r.pdf", "sha256": "00" * 32, "digest": session.assessment.digest()}
    session.record_report(**made, language=language, signers=["Paul Présage"])
    about = {"document": "model-documentation", "model": model, "reader": "downstream"}
    session.record_document({**made, **about, "language": language})
    session.apply(versions.edits(session.assessment, "Direction du 3 juin"))
    tr = translator(language)
    named: dict[str, str] = {}
    spoken = {"about", "date", "due", "corrective-due", "expires"}
    for change in session.history():
        place = difference_words.place(session.form, change.key, tr, session.assessment)
        value = difference_words.whole(session.form, change.key, change.value, tr)
        named[place] = value
        if change.key.item in {"report", "document", "version", "subject", "language", "example"}:
            assert not place.startswith((change.key.item, change.key.subject)), place
        if change.key.field in spoken and (language == "fr" or change.key.field != "about"):
            assert value != change.value, place
    wanted = {
        "en": [("Report made, signed by", "Paul"), ("Document made, for whom", "downstream prov")],
        "fr": [
            ("Rapport établi, signé par", "Paul"),
            ("Document établi, destinataire", "fournisseurs en aval"),
            ("Document établi, document", "Formulaire de documentation du modèle"),
            ("Version nommée, nom", "Direction du 3 juin"),
            ("Un modèle", "ajouté"),
        ],
    }
    for place, value in wanted[language]:
        assert value in named[place]
    session.close()
