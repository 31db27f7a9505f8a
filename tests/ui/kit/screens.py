"""The sample screens: a measure and an overview here, fields and welcome beside."""

from PySide6.QtWidgets import QWidget

from jalon.ui import kit, words
from jalon.ui.theme import measure, space
from ui.kit.sample import (
    NB,
    Sample,
    Screen,
    open_row,
    page,
    requirement_rows,
    tally,
)
from ui.kit.screen_parts import framed, law
from ui.kit.screens_more import fields_page, welcome_page


def measure_page(s: Sample, width: int) -> QWidget:
    """A measure with its rows, between outline and law."""
    body, parts = page(width)
    head = s.say(
        "1.3  Identify and comply with rights reservations when crawling the World Wide Web",
        "1.3  Identifier et respecter les réservations de droits lors de l’exploration du web",
    )
    over = s.text(
        "small",
        "Copyright, commitment 1  ·  Answered once for the company",
        f"Droit d’auteur, engagement{NB}1  ·  Répond une fois pour l’entreprise",
        "muted",
    )
    lead = kit.Text("lead", width=measure())
    lead.set_text(
        s.say(
            "Your crawlers must read and follow the refusals that rightsholders express in "
            "machine-readable form. The public must be able to learn which crawlers you use.",
            "Vos robots doivent lire et suivre les refus que les titulaires de droits expriment "
            "sous une forme lisible par machine. Le public doit pouvoir savoir lesquels vous "
            "employez.",
        )
    )
    title = kit.Text("title")
    title.set_text(head)
    for part, gap in ((over, 4), (title, 8), (lead, 20)):
        parts.addWidget(part)
        parts.addSpacing(gap)
    card = kit.Card(pad=0, spacing=0)
    for i, shown in enumerate(requirement_rows(s)):
        if i:
            card.box.addWidget(kit.Line())
        row = kit.RowHead()
        row.show_row(shown, s.tr)
        card.box.addWidget(row)
        if i == 0:
            row.setChecked(True)
            card.box.addWidget(open_row(s, width < 1200))
    parts.addWidget(card)
    parts.addStretch()
    return framed(s, body, width, "c3", law(s))


def overview_page(s: Sample, width: int) -> QWidget:
    """The results."""
    body, parts = page(width)
    whole = tally(16, 2, 10, 6, 2)
    parts.addWidget(s.text("title", "Where Exemple-3B stands", "Où en est Exemple-3B"))
    parts.addSpacing(space(5))
    strip = kit.NumberStrip()
    strip.show_figures(
        [
            kit.Figure(
                s.say("Result", "Résultat"),
                words.result(s.tr, whole),
                words.figures(s.tr, whole),
                whole,
            ),
            kit.Figure(
                s.say("Answers", "Réponses"), s.tr.percent(28 / 36), s.say("28 of 36", "28 sur 36")
            ),
            kit.Figure(
                s.say("Review", "Évaluation"),
                s.say("Not reviewed", "Non relu"),
                s.say("No review was asked", "Aucune relecture n’a été demandée"),
            ),
        ]
    )
    parts.addWidget(strip)
    parts.addSpacing(space(6))
    banner = kit.Banner("warn")
    banner.set_words(
        s.say(
            "An adverse opinion is pending on copyright measure 1.4. It will head the report.",
            "Un avis défavorable est en cours sur la mesure 1.4 du droit d’auteur. Il figurera en "
            "tête du rapport.",
        ),
        s.say("Read it", "Lire l’avis"),
    )
    parts.addWidget(banner)
    parts.addSpacing(space(8))
    parts.addWidget(s.text("heading", "By obligation of the Act", "Par obligation du règlement"))
    parts.addSpacing(space(3))
    table = kit.ObligationTable()
    table.retranslate(s.tr)
    table.show_rows(obligation_rows(s))
    parts.addWidget(table)
    parts.addSpacing(space(4))
    legend = kit.RangeLegend()
    legend.retranslate(s.tr)
    parts.addWidget(legend)
    parts.addStretch()
    return framed(s, body, width, "overview")


def obligation_rows(s: Sample) -> list[kit.ObligationRow]:
    """Return the obligations of the sample."""
    row = kit.ObligationRow
    return [
        row(
            s.say("Technical documentation", "Documentation technique"),
            s.say("Art. 53(1)(a)", "Art. 53, par. 1, point a)"),
            tally(6, 0, 2, 1),
        ),
        row(
            s.say("Information for downstream providers", "Information des fournisseurs en aval"),
            s.say("Art. 53(1)(b)", "Art. 53, par. 1, point b)"),
            tally(3, 1, 1, 1),
        ),
        row(
            s.say("Copyright policy", "Politique de droit d’auteur"),
            s.say("Art. 53(1)(c)", "Art. 53, par. 1, point c)"),
            tally(6, 2, 3, 2, 1),
        ),
        row(
            s.say("Cooperation with the Commission", "Coopération avec la Commission"),
            s.say("Art. 53(3)", "Art. 53, par. 3"),
            tally(2, 0, 0, 0),
        ),
        row(
            s.say("Systemic risk", "Risque systémique"),
            s.say("Art. 52 and 55", "Art. 52 et 55"),
            tally(0, 0, 0, 0),
            s.say(
                "Out of scope by what you said. The 32 measures stay readable.",
                "Hors champ selon le cadrage. Les 32 mesures restent lisibles.",
            ),
        ),
    ]


SCREENS: dict[str, Screen] = {
    "measure": measure_page,
    "overview": overview_page,
    "fields": fields_page,
    "welcome": welcome_page,
}
