"""The translation catalogues: extract the template, bring translations up to date, check them.

python packaging/catalogues.py extract           write i18n/messages.pot from program and forms
python packaging/catalogues.py update [FILE...]  the same, then bring every catalogue up to date;
                                                 each FILE is a .po whose translations are taken in,
                                                 by the catalogue of its language;
                                                 French gets U+00A0 where no line may break
python packaging/catalogues.py missing           print what has no translation yet
python packaging/catalogues.py check             say whether all is current, whole and well set

Files hold no dates, no line numbers and no wrapped lines, and are sorted, so that they change
only where a text does.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

import po
import wording
from po import Entry, Name

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT / "app") not in sys.path:  # the extractor of forms is part of the program
    sys.path.insert(0, str(ROOT / "app"))

KEYWORDS = {"N_": None, "text": None, "plural": (1, 2), "pgettext": ((1, "c"), 2)}
"""``N_("…")``, ``tr.text("…")``, ``tr.plural("one", "many", n)``; ``pgettext`` is what the
extractor of forms says."""


def template(root: Path = ROOT) -> dict[Name, Entry]:
    """Return every text of the program and the forms."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(root, methods, options, KEYWORDS, comment_tags=("Translators:",))
    for name, line, message, comments, context in found:
        place = [(Path(name).as_posix(), line)]
        catalog.add(message, locations=place, auto_comments=comments, context=context)
    return po.entries(catalog)


def languages(root: Path = ROOT) -> dict[str, Path]:
    """Return the language codes that have a catalogue, and where it is."""
    found = sorted((root / "i18n").glob("*/LC_MESSAGES/messages.po"))
    return {path.parents[1].name: path for path in found}


def updated(
    texts: Mapping[Name, Entry], old: Mapping[Name, Entry], more: Iterable[Mapping[Name, Entry]]
) -> dict[Name, Entry]:
    """Return ``texts`` with the translations of ``old`` and, where given, of ``more``.

    A form's text that was reworded keeps its translation, marked fuzzy, for somebody to look
    at; what the program no longer uses is dropped.
    """
    known = dict(old)
    for catalogue in more:
        known |= {_now(name, texts): entry for name, entry in catalogue.items() if entry.translated}
    places = _by_place(old)
    new = {}
    for name, entry in texts.items():
        if name in known:
            new[name] = entry.translated_as(known[name], fuzzy=known[name].fuzzy)
        elif name.context in places:
            new[name] = entry.translated_as(places[name.context], fuzzy=True)
        else:
            new[name] = entry
    return new


def _now(name: Name, texts: Mapping[Name, Entry]) -> Name:
    """Return the text that a translator's file means, if only its apostrophes were others then."""
    curly = Name(name.context, wording.curled(name.text))
    return curly if name not in texts and curly in texts else name


def _by_place(old: Mapping[Name, Entry]) -> dict[str, Entry]:
    """Return the texts that stand alone at their place (some contexts hold several)."""
    often = Counter(name.context for name in old)
    return {
        name.context: entry
        for name, entry in old.items()
        if name.context and often[name.context] == 1 and entry.translated
    }


def problems(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the template and the catalogues, one line each."""
    texts = template(root)
    pot = root / "i18n" / "messages.pot"
    found = []
    if not pot.exists() or pot.read_bytes() != po.written(texts.values()):
        found.append("messages.pot is not current: run python packaging/catalogues.py update")
    for name, entry in sorted(texts.items()):
        for words in (name.text, entry.plural):
            found += [f"{name} {flaw}" for flaw in wording.english(words)]
    for code, path in languages(root).items():
        found += [f"{code}: {problem}" for problem in _problems(texts, path.read_bytes(), code)]
    return found


def _problems(texts: Mapping[Name, Entry], source: bytes, code: str) -> Iterable[str]:
    there, obsolete = po.read(source, code)
    if obsolete:
        yield f"{obsolete} obsolete entries"
    elif source != po.written(there.values(), code):
        yield "not written as python packaging/catalogues.py update writes it"
    for name in sorted(texts.keys() - there.keys()):
        yield f"{name} is missing"
    for name in sorted(there.keys() - texts.keys()):
        yield f"{name} is no text of the program any more"
    for name, entry in sorted(there.items()):
        for flaw in _flaws(entry, code):
            yield f"{name} {flaw}"


def _flaws(entry: Entry, code: str) -> Iterable[str]:
    if not entry.translated:
        yield "is not translated"
        return
    if entry.fuzzy:
        yield "is fuzzy: look at it, then take the mark away"
    original = entry.plural or entry.name.text
    for number, string in enumerate(entry.strings):
        spare = {"count"} if entry.plural and number == 0 else set()
        yield from wording.placeholders(original, string, may_lack=spare)
        if code == "fr":
            yield from wording.french(string)
            yield from wording.untranslated(original, string)
    if code == "fr" and entry.plural:
        yield from wording.agreement(*entry.strings)


def _extract(root: Path = ROOT) -> dict[Name, Entry]:
    texts = template(root)
    (root / "i18n" / "messages.pot").write_bytes(po.written(texts.values()))
    print(f"i18n/messages.pot: {len(texts)} texts")
    return texts


def update(files: list[str], root: Path = ROOT) -> None:
    """Bring template and catalogues up to date, with the translations of ``files``."""
    texts = _extract(root)
    there = languages(root)
    more = _by_language(files, tuple(there))
    for code, path in there.items():
        new = updated(texts, po.read(path.read_bytes(), code)[0], more.get(code, []))
        if code == "fr":
            new = {name: _bound(entry) for name, entry in new.items()}
        path.write_bytes(po.written(new.values(), code))
        lacking = sum(not entry.translated for entry in new.values())
        print(f"{path.relative_to(root)}: {len(new)} texts, {lacking} not translated")


def _by_language(files: list[str], codes: tuple[str, ...]) -> dict[str, list[dict[Name, Entry]]]:
    """Read files of translations; one that names no language is of the only one there is."""
    found: dict[str, list[dict[Name, Entry]]] = {}
    for name in files:
        source = Path(name).read_bytes()
        code = po.language(source) or (codes[0] if len(codes) == 1 else "")
        if code not in codes:
            sys.exit(f"{name}: its header has to say the language, one of {', '.join(codes)}")
        found.setdefault(code, []).append(po.read(source)[0])
    return found


def _bound(entry: Entry) -> Entry:
    return replace(entry, strings=tuple(wording.bound(string) for string in entry.strings))


def _missing() -> None:
    for code, path in languages().items():
        for name, entry in sorted(po.read(path.read_bytes(), code)[0].items()):
            if not entry.translated:
                print(f"{code}: {name}")


def _check() -> int:
    found = problems()
    print("\n".join(found) if found else "template and catalogues: current, whole, well set")
    return int(bool(found))


def main() -> int:
    """Do what the command line says; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["extract", "update", "missing", "check"])
    parser.add_argument("files", nargs="*", help="for update: .po files to take in")
    arguments = parser.parse_args()
    match arguments.command:
        case "extract":
            _extract()
        case "update":
            update(arguments.files)
        case "missing":
            _missing()
        case _:
            return _check()
    return 0


if __name__ == "__main__":
    sys.exit(main())
