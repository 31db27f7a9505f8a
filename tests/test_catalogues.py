"""The catalogues are current and whole, and the rules that say so catch what they should."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import catalogues
import po
import wording
from po import Entry, Name

PROGRAM = """
from jalon.errors import N_

SAVED = N_("{name} is saved: {when}.")


def shown(tr):
    # Translators: the button that ends the wizard
    tr.text("Finish")
    tr.plural("{count} gap", "{count} gaps", 2)
    tr.text(SAVED, name="a")
    other("not a text")
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small program with an empty French catalogue, template and catalogue up to date."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "shown.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "babel.cfg").write_text("[python: app/**.py]\n", encoding="utf-8")
    folder = tmp_path / "i18n" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    texts = catalogues.template(tmp_path)
    (tmp_path / "i18n" / "messages.pot").write_bytes(po.written(texts.values()))
    (folder / "messages.po").write_bytes(po.written(translated(texts).values(), "fr"))
    return tmp_path


def translated(texts: dict[Name, Entry]) -> dict[Name, Entry]:
    french = {
        "Finish": ("Terminer",),
        "{name} is saved: {when}.": ("{name} est enregistré\u00a0: {when}.",),
        "{count} gap": ("Un écart", "{count} écarts"),
    }
    return {
        name: entry.translated_as(Entry(name, strings=french[name.text]), fuzzy=False)
        for name, entry in texts.items()
    }


def change(root: Path, old: str, new: str) -> list[str]:
    path = root / "i18n" / "fr" / "LC_MESSAGES" / "messages.po"
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new), encoding="utf-8")
    return catalogues.problems(root)


def test_that_the_template_and_every_catalogue_are_current_whole_and_well_set() -> None:
    assert catalogues.problems() == []


def test_that_french_is_there() -> None:
    assert "fr" in catalogues.languages()


def test_that_marked_texts_are_found_and_others_are_not(root: Path) -> None:
    found = catalogues.template(root)
    assert {n.text for n in found} == {"Finish", "{count} gap", "{name} is saved: {when}."}
    assert found[Name("", "{count} gap")].plural == "{count} gaps"
    assert found[Name("", "Finish")].comments == ("Translators: the button that ends the wizard",)


def test_that_a_sound_catalogue_has_no_problems(root: Path) -> None:
    assert catalogues.problems(root) == []


def test_that_a_new_text_makes_the_template_stale_and_is_missing(root: Path) -> None:
    with (root / "app" / "shown.py").open("a", encoding="utf-8") as file:
        file.write('\nNEW = N_("New")\n')
    assert catalogues.problems(root) == [
        "messages.pot is not current: run python packaging/catalogues.py update",
        "fr: program: 'New' is missing",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgstr "Terminer"', 'msgstr ""', "is not translated"),
        ('msgid "Finish"', '#, fuzzy\nmsgid "Finish"', "is fuzzy"),
        ('msgstr "Terminer"', 'msgstr "Terminer"\n\n#~ msgid "a"\n#~ msgstr "b"', "obsolete"),
        ("{when}.", "{date}.", "other placeholders"),
        ("{count} écarts", "écarts", "other placeholders"),
        ("{when}.", "{when.", "braces that do not pair"),
        ("\u00a0: {when}", " : {when}", "ordinary space before ':'"),
        ("\u00a0: {when}", ": {when}", "no space before ':'"),
        ('"Terminer"', '"Terminer ?"', "ordinary space before '?'"),
        ('"Terminer"', '"Terminer!"', "no space before '!'"),
        ('"Terminer"', '"« Terminer\u00a0»"', "after '«'"),
        ('"Terminer"', '"«\u00a0Terminer »"', "before '»'"),
        ('"Terminer"', '"À 40 %"', "before '%'"),
        ('"Terminer"', '"À 40\u00a0%"', "another space than U+202F before '%'"),
        ('"Terminer"', '"«\u202fTerminer\u00a0»"', "another space than U+00A0, or none, after '«'"),
        ('"Terminer"', '"«\u00a0Terminer\u202f»"', "another space than U+00A0 before '»'"),
        ('"Terminer"', '"Sur 41 200 noms"', "an ordinary space in a number ('41 200')"),
        ('"Terminer"', '"Au titre du point 3)"', "a space where no line may break"),
        ('"Terminer"', '"Finir l\'essai"', "straight apostrophe"),
        ('"Terminer"', '"Terminer..."', "three dots"),
        ('"Terminer"', '"Dire \\"oui\\""', "a quotation mark that is not French"),
        ('"Terminer"', '"Dire “oui”"', "a quotation mark that is not French"),
        ('"Terminer"', '"Finish"', "is its English text"),
        ('"Terminer"', '"Avant le entraînement"', "no elision ('le entraînement')"),
        ('"Terminer"', '"Le début du essai"', "no elision ('du essai')"),
        ('"Terminer"', '"Pour elle pour elle"', "a word twice ('Pour elle')"),
        ('msgid "Finish"', 'msgid "Finished"', "is no text of the program any more"),
    ],
)
def test_that_a_flaw_is_named(root: Path, old: str, new: str, words: str) -> None:
    if old == "{when}.":  # in the translation only, not in the English text above it
        old, new = f"\u00a0: {old}", f"\u00a0: {new}"
    problems = change(root, old, new)
    assert any(words in problem for problem in problems), problems


@pytest.mark.parametrize("text", ["Documents", "{document}, {day}", "Version {version}", "Audio"])
def test_that_a_word_of_both_languages_may_stand(text: str) -> None:
    assert list(wording.untranslated(text, text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "«\u00a0Oui\u00a0»\u202f; non\u202f!",
        "Voir https://exemple.eu/a?b=c;d!",
        "À 16:30, 3:1, ou «\u00a0{name}\u00a0»",
        "Projets (*.jalon);;Tous les fichiers (*)",
        "L’an 40\u202f% d’aujourd’hui…",
        "Le ou les modèles\u00a0: ouvrez-le ici, le onze, de oui à non, de huit à dix.",
        "Lorsque vous vous écartez, nous nous taisons\u202f; ce à quoi elle tient.",
        "Trois points à voir, une erreur de mesure. C’est dit en 2026, à l’art.\u00a053.",
        "Six mois, une fois par an, le mois 3, 26 noms, 12 moissons, 5 bitumes.",
    ],
)
def test_that_good_french_is_left_alone(text: str) -> None:
    assert list(wording.french(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "règlement (UE)_2024/1689, art._53, par._1, point_d), et considérant_109",
        "points_14_bis) et 14_ter), appendice_1.3, point_1)_a)_ii), lignes directrices, §_2.2",
        "annexe_XI, section_1, C(2025)_8311 final, mesures_1.2 à 1.5, engagement_1",
        "le 2_août 2025 ou le 1er_mars 2026, au-delà de 10²⁵_FLOP, {limit}_Mo, 3_×_10²²",
        "chapitre {chapter}, mesure_{number}, point_{n}",
        "6_mois, 20_jours ouvrés, de 1 à 3_semaines, 1_an, 10_ans, {count}_jours, 48_heures",
        "au cours des 12_prochains mois, 256_bits, 1_million d’euros, 4,5_milliards d’images",
        "l’article_53 et le chapitre_V, page_{page} sur {pages}, ligne_{number}",
    ],
)
def test_that_no_line_breaks_within_a_citation_a_date_or_a_figure(text: str) -> None:
    typed, wanted = text.replace("_", " "), text.replace("_", "\u00a0")
    assert any("no line may break" in flaw for flaw in wording.french(typed))
    assert wording.bound(typed) == wanted
    assert list(wording.french(wanted)) == []


def test_that_every_translation_is_set_so_by_update(root: Path) -> None:
    path = root / "i18n" / "fr" / "LC_MESSAGES" / "messages.po"
    change(root, '"Terminer"', '"Au titre de l’art. 53, point 3)"')
    catalogues.update([], root)
    assert catalogues.problems(root) == []
    assert '"Au titre de l’art.\u00a053, point\u00a03)"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("{done} réponse sur {count}", "{done} réponses sur {count}"),
        ("{count} fichier, {amiss}\u00a0manquant", "{count} fichiers, {amiss}\u00a0manquants"),
    ],
)
def test_that_a_word_that_agrees_with_another_number_is_named(one: str, many: str) -> None:
    assert [flaw for flaw in wording.agreement(one, many) if "agrees with {count}" in flaw]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Réponse\u00a0: {done} sur {count}", "Réponses\u00a0: {done} sur {count}"),
        ("{count} écart, {late} en retard", "{count} écarts, {late} en retard"),
        ("{done} sur {count} exigence", "{done} sur {count} exigences"),
    ],
)
def test_that_words_may_agree_with_the_number_that_chooses_them(one: str, many: str) -> None:
    assert list(wording.agreement(one, many)) == []


def test_that_a_reworded_form_text_keeps_its_translation_to_be_looked_at() -> None:
    old = Name("transparency-1.title", "Keep records")
    new = Name("transparency-1.title", "Keep full records")
    kept = {old: Entry(old, strings=("Conserver",))}
    result = catalogues.updated({new: Entry(new)}, kept, [])
    assert result[new].strings == ("Conserver",)
    assert result[new].fuzzy


def test_that_translations_from_another_file_are_taken_in_but_never_empty_ones() -> None:
    first, second = Name("", "One"), Name("", "Two")
    texts = {name: Entry(name) for name in (first, second)}
    old = {second: Entry(second, strings=("Deux",))}
    more = {first: Entry(first, strings=("Un",)), second: Entry(second)}
    result = catalogues.updated(texts, old, [more])
    assert [result[n].strings for n in (first, second)] == [("Un",), ("Deux",)]


@pytest.mark.parametrize(
    "text", ["The company's answer", "one{name}'s", "own and others'", 'called \\"final\\"', "'if'"]
)
def test_that_an_english_text_has_the_marks_of_print(root: Path, text: str) -> None:
    with (root / "app" / "shown.py").open("a", encoding="utf-8") as file:
        file.write(f'\nNEW = N_("{text}")\n')
    assert any("’, “ or ” is wanted" in problem for problem in catalogues.problems(root))


@pytest.mark.parametrize("text", ["The company’s answer", "“final”", "{name}’s and others’"])
def test_that_good_english_is_left_alone(text: str) -> None:
    assert list(wording.english(text)) == []
    assert wording.curled(text) == text


def test_that_a_translators_file_may_be_older_than_the_marks_of_print() -> None:
    now, then = Name("", "The company’s “own” one"), Name("", 'The company\'s "own" one')
    result = catalogues.updated({now: Entry(now)}, {}, [{then: Entry(then, strings=("La",))}])
    assert result[now].strings == ("La",)


def test_that_a_file_of_translations_goes_into_the_catalogue_of_its_language(root: Path) -> None:
    german = root / "i18n" / "de" / "LC_MESSAGES"
    german.mkdir(parents=True)
    (german / "messages.po").write_bytes(b"")
    mine = Entry(Name("", "Finish"), strings=("Fertig",))
    (root / "de.po").write_bytes(po.written([mine], "de"))
    (root / "any.po").write_bytes(po.written([mine]))
    catalogues.update([str(root / "de.po")], root)
    assert 'msgstr "Fertig"' in (german / "messages.po").read_text(encoding="utf-8")
    french = root / "i18n" / "fr" / "LC_MESSAGES" / "messages.po"
    assert 'msgstr "Terminer"' in french.read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="de, fr"):
        catalogues.update([str(root / "any.po")], root)
    (german / "messages.po").unlink()
    catalogues.update([str(root / "any.po")], root)
    assert 'msgstr "Fertig"' in french.read_text(encoding="utf-8")


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n\t\\"'), min_size=1
)


@given(context=_TEXT, text=_TEXT, string=_TEXT)
def test_that_what_is_written_is_read_back(context: str, text: str, string: str) -> None:
    name = Name(context, text)
    wanted = {name: Entry(name, strings=(string,))}
    source = po.written(wanted.values(), "fr")
    assert po.read(source, "fr") == (wanted, 0)
    assert po.written(po.read(source, "fr")[0].values(), "fr") == source
