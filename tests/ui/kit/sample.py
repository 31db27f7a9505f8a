"""Screens made of kit widgets only, with words that no page uses: for looking and for tests.

English and French; ``stretched`` makes English a third longer, as French can be.
"""

import gettext
import re
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jalon.assessment.results import Counts, Tally
from jalon.language import Translator, translator
from jalon.ui import kit, theme, words
from jalon.ui.theme import space

NB = "\u00a0"


class _Stretched(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return stretch(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretch(msgid1 if n == 1 else msgid2)


def stretch(text: str) -> str:
    """Return a text at 130 % of its length, placeholders untouched."""
    return re.sub(r"(?<![{\w])([a-z]{3,})(?![\w}])", lambda m: m[1] + m[1][-2:], text)


def language(code: str) -> Translator:
    """Return a translator; ``long`` is English stretched."""
    return Translator("en", _Stretched()) if code == "long" else translator(code)


class Sample:
    """One language's words and the screens that show them."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.tr = language(code)

    def say(self, english: str, french: str) -> str:
        """Return a text in this language."""
        if self.code == "long":
            return stretch(english)
        return french if self.code == "fr" else english

    def text(self, role: theme.Role, english: str, french: str, ink: str = "text") -> kit.Text:
        """Return a text widget."""
        made = kit.Text(role, ink)
        made.set_text(self.say(english, french))
        return made

    def button(self, kind: str, english: str, french: str, icon: str | None = None) -> kit.Button:
        """Return a button."""
        made = kit.Button(kind, icon)  # type: ignore[arg-type]
        made.set_text(self.say(english, french))
        return made


def tally(settled: int, own: int, weak: int, unanswered: int, na: int = 0) -> Tally:
    """Return a tally of known requirements."""
    return Tally(known=Counts(settled, own, weak, unanswered, na))


def page(width: int) -> tuple[QWidget, QVBoxLayout]:
    """Return a page as the grid wants it: one column, never wider than 960."""
    outer, inner = QWidget(), QWidget()
    side = space(8) if width >= 1200 else space(6 if width >= 760 else 4)
    parts = kit.column(inner, 0, (side, space(8), side, space(10)))
    inner.setMaximumWidth(960)
    line = kit.row(outer)
    line.addWidget(inner, 100)
    line.addStretch(1)
    return outer, parts


def outline(s: Sample) -> tuple[kit.OutlineModel, list[kit.OutlineEntry]]:
    """Return the outline's model and entries."""
    entry = kit.OutlineEntry
    entries = [
        entry("overview", "page", s.say("Overview", "Vue d’ensemble")),
        entry("scope", "page", s.say("Scope", "Cadrage")),
        entry("h1", "head", s.say("Editing", "Saisie")),
        entry("t", "chapter", s.say("Transparency", "Transparence"), done=12, total=15),
        entry("t1", "measure", "Documentation", "1.1", "partial", 6, 7),
        entry("t2", "measure", s.say("Information", "Informations"), "1.2", "partial", 4, 6),
        entry(
            "t3",
            "measure",
            s.say("Quality and integrity", "Qualité et intégrité"),
            "1.3",
            "implemented",
            2,
            2,
        ),
        entry("c", "chapter", s.say("Copyright", "Droit d’auteur"), done=12, total=14),
        entry(
            "c1", "measure", s.say("Written policy", "Politique écrite"), "1.1", "implemented", 3, 3
        ),
        entry("c2", "measure", s.say("Lawful access", "Accès licite"), "1.2", "alternative", 2, 2),
        entry("c3", "measure", s.say("Reservations", "Réservations"), "1.3", "partial", 3, 4),
        entry("c4", "measure", s.say("Model outputs", "Sorties du modèle"), "1.4", "planned", 3, 3),
        entry("c5", "measure", s.say("Complaints", "Réclamations"), "1.5", None, 0, 2),
        entry("h2", "head", s.say("Validation", "Validation")),
        entry("before", "page", s.say("Before you sign", "Avant de signer"), note="13"),
        entry("report", "page", s.say("Report", "Rapport")),
    ]
    model = kit.OutlineModel()
    model.show_entries(entries)
    return model, entries


def requirement_rows(s: Sample) -> list[kit.Row]:
    """Return the rows of a measure."""
    return [
        kit.Row(
            s.say("(1)(a)", f"§{NB}1, point a)"),
            s.say(
                "Crawlers read robots.txt and follow its instructions (RFC 9309).",
                f"Les robots lisent robots.txt et suivent ses instructions (RFC{NB}9309).",
            ),
            "implemented",
        ),
        kit.Row(
            s.say("(1)(b)", f"§{NB}1, point b)"),
            s.say(
                "Other machine-readable protocols, standardised or widely adopted, are recognised "
                "and followed.",
                "Les autres protocoles lisibles par machine, normalisés ou largement adoptés, sont "
                "reconnus et suivis.",
            ),
            "partial",
            meta=s.say("P. Nguyen, 31 Jan 2027", f"P.{NB}Nguyen, 31 janv. 2027"),
        ),
        kit.Row(
            s.say("(4)", f"§{NB}4"),
            s.say(
                "The crawlers in use and how they treat robots.txt are published.",
                "Les robots employés et la façon dont ils traitent robots.txt sont publiés.",
            ),
            "planned",
            problem=s.say("no owner", "sans responsable"),
        ),
        kit.Row(
            s.say("(4)", f"§{NB}4"),
            s.say(
                "Rightsholders can be notified automatically of changes.",
                "Les titulaires de droits peuvent être avertis automatiquement des changements.",
            ),
        ),
        kit.Row(
            s.say("(3)", f"§{NB}3"),
            s.say(
                "Take part in discussions on future standards.",
                "Prendre part aux discussions sur les futures normes.",
            ),
            force=words.force(s.tr, "encouraged"),
        ),
        kit.Row(
            s.say("(5)", f"§{NB}5"),
            s.say(
                "Complying with reservations does not harm indexing in one’s own search engine.",
                "Le respect des réservations ne nuit pas au référencement dans son propre moteur.",
            ),
            force=s.say("does not apply", "ne s’applique pas"),
            quiet=True,
        ),
    ]


def open_row(s: Sample, narrow: bool) -> QWidget:  # noqa: FBT001
    """Return what stands under the head of an open row."""
    body = QWidget()
    left = space(5) if narrow else kit.RowHead.edge()
    parts = kit.column(body, space(4), (left, space(1), space(5), space(6)))
    selector = kit.StateSelector()
    selector.retranslate(s.tr)
    selector.show_value("implemented")
    parts.addWidget(selector)
    parts.addWidget(
        field(
            s,
            kit.GrowingText(),
            ("How", "Comment"),
            s.say(
                "The ExempleBot crawler reads robots.txt before each visit and keeps the answer "
                "for 24 hours at most. Rules for the crawler itself prevail over general ones.",
                "Le robot ExempleBot lit robots.txt avant chaque visite et garde la réponse au "
                "plus 24 heures. Les règles propres au robot l’emportent sur les règles générales.",
            ),
        )
    )
    evidence = kit.EvidenceList()
    evidence.retranslate(s.tr)
    evidence.show_entries(
        [
            kit.EvidenceEntry(
                "evidence-1",
                s.say("Crawl log, October 2026", "Journal d’exploration, octobre 2026"),
                "https://intranet.example/logs/2026/10/crawl.pdf",
                s.say("2 Nov 2026", "2 nov. 2026"),
            ),
            kit.EvidenceEntry(
                "evidence-2",
                s.say("RFC 9309 conformance tests", "Essais de conformité RFC 9309"),
                "share/tests/rfc9309-results-with-a-rather-long-name-of-a-file.pdf",
                problem=s.say("expired 30 Sept", f"périmée depuis le 30{NB}sept."),
            ),
        ]
    )
    parts.addWidget(evidence)
    pair(
        parts,
        field(
            s,
            kit.GrowingText(),
            ("Gap", "Écart"),
            s.say(
                "The tests date from the previous version of the crawler.",
                "Les essais datent de la version précédente du robot.",
            ),
        ),
        field(
            s,
            kit.GrowingText(),
            ("Next step", "Prochaine étape"),
            s.say("Run the tests again on version 4.2.", "Refaire les essais sur la version 4.2."),
        ),
    )
    due = field(s, kit.DateField(), ("Due date", "Échéance"), "2026-12-15")
    pair(parts, field(s, kit.TextField(), ("Owner", "Responsable"), "Claire Martin"), due)
    return body


def field(
    s: Sample, control: kit.Field, label: tuple[str, str], value: str | float | list[str] | None
) -> kit.LabeledField:
    """Return a labelled field that shows a value."""
    made = kit.LabeledField(control)
    made.retranslate(s.tr)
    made.set_words(s.say(*label))
    control.show_value(value)  # type: ignore[arg-type]
    return made


def pair(parts: QVBoxLayout, first: QWidget, second: QWidget) -> None:
    """Put two fields side by side."""
    parts.addWidget(kit.Beside(first, second))


Screen = Callable[[Sample, int], QWidget]


def turned_wheel() -> QWheelEvent:
    """Return the event of a wheel turned one step down."""
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  not inverted; Qt takes no names here
    )
