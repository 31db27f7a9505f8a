"""What is said of a wrong command line: by the real parser, in both languages, none in English."""

import pytest

from jalon.cli.main import parsed


def complaint(capsys: pytest.CaptureFixture[str], language: str, *arguments: str) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        parsed(["--language", language, *arguments])
    assert ended.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "english", "french"),
    [
        (
            ["modle"],
            "COMMAND: “modle” is none of these: window, new, ",
            "COMMANDE\u00a0: «\u00a0modle\u00a0» n’est pas l’un de ces choix\u00a0: window, new, ",
        ),
        (["new"], "these are missing: FILE", "il manque\u00a0: FICHIER"),
        (["status", "a", "--jsn"], "not known here: --jsn", "inconnu ici\u00a0: --jsn"),
        (
            ["report", "a", "--role"],
            "--role: one value is",
            "--role\u00a0: une valeur est attendue",
        ),
        (
            ["status", "a", "--json=1"],
            "--json: takes no value: “1”",
            "pas de valeur\u00a0: «\u00a01\u00a0»",
        ),
        (
            ["migrate", "a", "--show", "--confirm", "provider", "x"],
            "--confirm: does not go with --show",
            "--confirm\u00a0: incompatible avec --show",
        ),
        (
            ["migrate", "a", "--confirm", "provider"],
            "this many values are expected: 2",
            "nombre de valeurs attendues\u00a0: 2",
        ),
        (["evidence", "add", "a"], "these are missing: SOURCE", "il manque\u00a0: SOURCE"),
        (
            ["model", "move", "a", "Exemple", "first"],
            "PLACE: “first” is no whole number",
            "RANG\u00a0: «\u00a0first\u00a0» n’est pas un nombre entier",
        ),
        (["dates", "a", "--today", "x"], "a day like 2026-12-31", "un jour comme 2026-12-31"),
    ],
)
def test_that_wrong_use_is_told_in_the_language_asked(
    capsys: pytest.CaptureFixture[str], arguments: list[str], english: str, french: str
) -> None:
    assert english in complaint(capsys, "en", *arguments)
    told = complaint(capsys, "fr", *arguments)
    assert told.startswith("jalon")
    assert french in told
    for word in ("argument ", "invalid", "expected", "required", "choose"):
        assert word not in told
