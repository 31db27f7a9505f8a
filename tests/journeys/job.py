"""The main job in parts: what a compliance officer does in the window, and what must remain.

Each part notes in ``expected`` what it answered, as (whose, item, field) to value; whose is
``provider``, ``model`` or ``evidence``.
"""

import random
import time
from pathlib import Path
from typing import Any

from jalon.forms import load
from jalon.forms.model import STATES, Form
from jalon.ui import words
from journeys import outside, texts
from journeys.person import Person

Expected = dict[tuple[str, str, str], Any]

DRAW_UP = "copyright-1.1-draw-up"
KEEP = "copyright-1.1-keep-up-to-date"
IMPLEMENT = "copyright-1.1-implement"
SINGLE = "copyright-1.1-single-document"
DOCUMENTED = "transparency-1.1-documented"
PASSPHRASE = "correct horse battery"  # noqa: S105  of an identity made for one test
DATES = {
    "en": ("5 March 2026", "2026-03-05", "1/12/2027", "2027-12-01"),
    "fr": ("5 mars 2026", "2026-03-05", "1er décembre 2027", "2027-12-01"),
}
NUMBERS = {"en": "3.5·10^22", "fr": "3,5e22"}


def form() -> Form:
    return load.form()


def begin(person: Person, project: Path, author: str) -> None:
    """Make a new project through the welcome page."""
    person.click("New project")
    person.do("type", text=str(project), name=person.says("Where the file is kept"))
    person.do("type", text=author, name=person.says("Your name"))
    person.click("Create the project")
    person.do("wait", words=person.says("Your company"))
    person.all_saved()


def fill_company(person: Person, chance: random.Random, expected: Expected) -> None:
    """Answer the company's facts: lines, one of several, several of several."""
    for fact in ("company-name", "company-country", "company-contact"):
        # Three words: a certificate names an organisation in 64 characters at most.
        text = texts.line(chance, 3)
        person.do("type", text=text, name=fact)
        expected["provider", fact, "value"] = text
    for fact in ("company-size", "search-engine"):
        value = chance.choice([o.value for o in form().fact[fact].options])
        choose(person, fact, value)
        expected["provider", fact, "value"] = value
    choose(person, "code-position", "signed-chapters")
    expected["provider", "code-position", "value"] = "signed-chapters"
    for value in ("transparency", "copyright"):
        choose(person, "signed-chapters", value)
    expected["provider", "signed-chapters", "value"] = ["transparency", "copyright"]


def fill_model(person: Person, chance: random.Random, expected: Expected) -> None:
    """Answer the model's facts, a number and a date as the language writes them among them."""
    for fact in ("model-name", "model-version"):
        text = texts.line(chance, 3)
        person.do("type", text=text, name=fact)
        expected["model", fact, "value"] = text
    for fact, value in (
        ("model-origin", "own"),
        ("own-name", "yes"),
        ("generality", "ordinary"),
        ("compute-basis", "stated"),
        ("market-status", "placed"),
    ):
        choose(person, fact, value)
        expected["model", fact, "value"] = value
    person.do("type", text=NUMBERS[person.language], name="training-compute")
    expected["model", "training-compute", "value"] = 3.5e22
    written, iso, *_ = DATES[person.language]
    person.do("type", text=written, name="placed-on-market")
    expected["model", "placed-on-market", "value"] = iso
    for value in ("text", "audio"):
        choose(person, "modalities", value)
    expected["model", "modalities", "value"] = ["text", "audio"]


def fill_requirement(person: Person, chance: random.Random, expected: Expected) -> None:
    """Answer one requirement in every editor it has."""
    state(person, DRAW_UP, "partial")
    expected["provider", DRAW_UP, "state"] = "partial"
    for field in ("how", "gap", "next-step"):
        text = texts.paragraphs(chance)
        person.do("type", text=text, name=f"{DRAW_UP}.{field}")
        expected["provider", DRAW_UP, field] = text
    owner = texts.line(chance, 2)
    person.do("type", text=owner, name=f"{DRAW_UP}.owner")
    expected["provider", DRAW_UP, "owner"] = owner
    *_, written, iso = DATES[person.language]
    person.do("type", text=written, name=f"{DRAW_UP}.due")
    expected["provider", DRAW_UP, "due"] = iso
    person.do("keys", sequence="Tab")
    add_evidence(person, chance, expected)


def add_evidence(person: Person, chance: random.Random, expected: Expected) -> None:
    """Name a piece of evidence through the form under the row."""
    person.click("Add evidence", DRAW_UP)
    written, iso, *_ = DATES[person.language]
    parts = {
        "name": ("Name of the evidence", texts.line(chance, 4)),
        "target": ("Link or path", f"https://example.org/{texts.word(chance)}?a=1&b=<2>"),
        "note": ("Note", texts.paragraphs(chance)),
    }
    for field, (label, text) in parts.items():
        person.do("type", text=text, name=person.says(label))
        expected["evidence", "evidence", field] = text
    person.do("type", text=written, name=person.says("Date of the evidence"))
    expected["evidence", "evidence", "date"] = iso
    person.click("Done")


def answer_by_keys(person: Person, chance: random.Random, expected: Expected) -> None:
    """Answer closed rows by their digit, and say why one does not apply."""
    for item, digit in ((KEEP, 3), (IMPLEMENT, 1)):
        person.do("focus_row", row=item)
        person.do("keys", sequence=str(digit))
        expected["provider", item, "state"] = STATES[digit - 1]
    person.do("open_row", row=SINGLE)
    state(person, SINGLE, "not-applicable")
    reason = texts.line(chance)
    person.do("type", text=reason, name=f"{SINGLE}.reason")
    expected["provider", SINGLE, "state"] = "not-applicable"
    expected["provider", SINGLE, "reason"] = reason


def choose(person: Person, fact: str, value: str) -> None:
    """Click an option of a fact."""
    option = next(o for o in form().fact[fact].options if o.value == value)
    person.do("click", name=person.tr.of(f"{fact}.{value}.label", option.label), inside=fact)


def state(person: Person, item: str, value: str) -> None:
    """Click a state of an open row."""
    person.do("click", name=words.state(person.tr, value), row=item)


def measure(person: Person, number: str, chapter: str) -> None:
    """Go to a measure by its line in the outline."""
    chosen = next(m for c in form().chapter for m in c.measures() if m.id == f"{chapter}-{number}")
    person.go(f"{number} {person.tr.of(f'{chosen.id}.short', chosen.short)}")


def type_until_killed(person: Person, chance: random.Random, text: str) -> int:
    """Begin to type ``text``, kill the program in the midst of it; how much must remain.

    That is what was typed a second before, and all for which the window said "Saved".
    """
    person.do("type_on", text=text, every_ms=12)
    time.sleep(chance.uniform(1.6, 2.6))
    person.kill()
    killed = time.monotonic()
    sure = [t["typed"] for t in person.told if t["at"] < killed - 1.0]
    saved = [t["saved"] for t in person.told]
    assert len(person.told) < len(text), "all was typed before the program was killed"
    assert max(sure, default=0) > 10, "too little was typed to tell"
    return max(*sure, *saved)


def check_record(project: Path, expected: Expected) -> None:
    """Hold the closed file to what was answered: by SQLite alone, and by ``jalon export``."""
    found = outside.heads(project)
    whose = {s: s.partition("-")[0] for s, _, _ in found}
    stored = {(whose[s], item, field): value for (s, item, field), value in found.items()}
    assert {key: stored.get(key) for key in expected} == expected
    document = outside.exported(project)
    told: Expected = {}
    for fact in document["facts"]:
        told[whose[fact["subject"]], fact["item"], "value"] = fact["value"]
    for answer in document["answers"]:
        for name, value in answer.items():
            if name == "evidence_ids":
                (piece,) = (e for e in document["evidence"] if [e["id"]] == value)
                told.update((("evidence", "evidence", n), piece[n]) for n in piece if n != "id")
            elif name not in ("subject", "item"):
                told[whose[answer["subject"]], answer["item"], name.replace("_", "-")] = value
    assert told == expected


def check_window(person: Person, expected: Expected) -> None:
    """Hold what the window shows to what was answered."""
    person.go(person.says("Your company"))
    for (whose, item, field), value in expected.items():
        if whose == "provider" and field == "value" and isinstance(value, str):
            check_fact(person, item, value)
    check_fact(person, "signed-chapters", expected["provider", "signed-chapters", "value"])
    measure(person, "1.1", "copyright")
    person.do("open_row", row=DRAW_UP)
    for field in ("how", "gap", "next-step", "owner"):
        wanted = expected["provider", DRAW_UP, field]
        assert person.do("read", name=f"{DRAW_UP}.{field}") == wanted, field
    shown = words.state(person.tr, expected["provider", DRAW_UP, "state"])
    assert person.do("checked", name=shown, row=DRAW_UP)


def check_fact(person: Person, fact: str, value: str | list[str]) -> None:
    """Hold the field of a fact to its answer."""
    options = form().fact[fact].options
    if not options:
        assert person.do("read", name=fact) == value
    for option in options:
        name = person.tr.of(f"{fact}.{option.value}.label", option.label)
        wanted = option.value in ([value] if isinstance(value, str) else value)
        assert person.do("checked", name=name, inside=fact) is wanted


def sign(person: Person, report: Path, role: str, *, new: bool) -> None:
    """Sign the report through the window; the first time with an identity it makes."""
    person.go(person.says("Report"))
    person.do("wait_enabled", name=person.says("Sign the report"))
    person.click("Sign the report")
    if new:
        again = person.says("The same passphrase again")
        person.do("type", text=PASSPHRASE, name=again)
    person.do("type", text=role, name=person.says("Role of the signatory"))
    person.do("type", text=PASSPHRASE, name=person.says("Passphrase of the identity"))
    person.choose_file("Sign and save…", report)
    person.do("wait", words=person.says("The report is signed"))
