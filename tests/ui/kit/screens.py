"""The sample screens: a measure, an overview, all fields, the welcome page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jalon.ui import kit, words
from jalon.ui.theme import measure, space
from ui.kit.sample import (
    NB,
    Sample,
    Screen,
    field,
    open_row,
    outline,
    page,
    requirement_rows,
    tally,
)


def law(s: Sample) -> kit.LawPanel:
    """Return a law panel."""
    panel = kit.LawPanel()
    panel.set_name(s.say("The law", "La loi"))
    part = kit.LawPart
    panel.show_law(
        s.say("Crawlers and robots.txt", "Robots et robots.txt"),
        [
            kit.LawSection(
                s.say("Where it stands", "Où cela se trouve"),
                (
                    part(
                        "text",
                        s.say(
                            "Code of Practice, Copyright Chapter, Measure 1.3, paragraph (1), "
                            "point (a)",
                            f"Code de bonnes pratiques, chapitre Droit d’auteur, mesure{NB}1.3, "
                            f"paragraphe{NB}1, point{NB}a)",
                        ),
                    ),
                    part(
                        "source", s.say("Edition of 10 July 2025.", "Édition du 10 juillet 2025.")
                    ),
                ),
            ),
            kit.LawSection(
                s.say("What the law asks", "Ce que demande la loi"),
                (
                    part(
                        "quote",
                        s.say(
                            "A policy to comply with Union law on copyright, and to identify and "
                            "respect reservations of rights, with state-of-the-art technologies.",
                            "Une politique qui vise à respecter le droit d’auteur de l’Union, et à "
                            "identifier les réservations de droits, par des moyens de pointe.",
                        ),
                    ),
                    part("source", f"Regulation (EU) 2024/1689, Art.{NB}53(1)(c)"),
                ),
            ),
            kit.LawSection(
                s.say("Words", "Termes"),
                (
                    part(
                        "term",
                        s.say(
                            "A file in which a site says what programs may read.",
                            "Un fichier où un site dit ce que les programmes peuvent lire.",
                        ),
                        "robots.txt",
                    ),
                ),
            ),
            kit.LawSection(
                s.say("Good evidence", "Une bonne preuve"),
                (
                    part(
                        "text",
                        s.say(
                            "A dated extract of the crawl log that shows a refusal being followed.",
                            "Un extrait daté du journal, où l’on voit un refus suivi d’effet.",
                        ),
                    ),
                ),
            ),
        ],
    )
    return panel


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


def framed(
    s: Sample, body: QWidget, width: int, here: str, panel: QWidget | None = None
) -> QWidget:
    """Put a page between the outline and the law, as the grid wants it."""
    window = kit.Surface("raised")
    columns = kit.row(window)
    if width >= 760:
        model, _ = outline(s)
        view = kit.OutlineView(model)
        model.setParent(view)
        view.set_name("Outline")
        view.setFixedWidth(244 if width < 1200 else 268)
        view.show_here(here)
        columns.addWidget(view)
        columns.addWidget(kit.Line(vertical=True))
    columns.addWidget(kit.Scroll(body, fill="raised"), 1)
    if panel is not None and width >= 940:
        panel.setFixedWidth(264 if width < 1200 else 304)
        columns.addWidget(kit.Line(vertical=True))
        columns.addWidget(panel)
    return window


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


def fields_page(s: Sample, width: int) -> QWidget:
    """Every kind of field, some with problems; banners, pills, buttons, the empty state."""
    body, parts = page(width)
    parts.setSpacing(space(4))
    parts.addWidget(s.text("title", "The company", "L’entreprise"))
    name = field(s, kit.TextField(), ("Name", "Nom"), "Exemple IA <b>SAS</b> & fils")
    name.set_words(
        s.say("Name", "Nom"),
        s.say("As in the trade register.", "Comme au registre du commerce."),
    )
    parts.addWidget(name)
    compute = field(
        s,
        kit.NumberField(),
        ("Training compute, in FLOP", "Calcul d’entraînement, en FLOP"),
        3.5e22,
    )
    parts.addWidget(compute)
    day = field(s, kit.DateField(), ("Placed on the market", "Mise sur le marché"), None)
    day.show_problem(s.say("This date is needed.", "Cette date est nécessaire."))
    parts.addWidget(day)
    choice = kit.ChoiceField()
    choice.set_options(
        [
            kit.Option("all", s.say("Signed, all chapters", "Signé, tous les chapitres")),
            kit.Option(
                "part",
                s.say("Signed, the safety chapter only", "Signé, le seul chapitre sûreté"),
                s.say(
                    "Transparency and copyright are then shown by other means.",
                    "La transparence et le droit d’auteur sont alors montrés par d’autres moyens.",
                ),
            ),
            kit.Option("none", s.say("Not signed", "Non signé")),
        ]
    )
    parts.addWidget(field(s, choice, ("Position on the Code", "Position sur le code"), "part"))
    several = kit.ChoicesField()
    several.set_options(
        [
            kit.Option("text", s.say("Text", "Texte")),
            kit.Option("image", s.say("Images", "Images")),
            kit.Option("code", s.say("Code", "Code")),
        ]
    )
    parts.addWidget(field(s, several, ("Modalities", "Modalités"), ["text", "code"]))
    select = kit.SelectField()
    select.set_options(
        [kit.Option("board", s.say("Board", "Conseil d’administration")), kit.Option("x", "X")]
    )
    parts.addWidget(field(s, select, ("Reader", "Lecteur"), "board"))
    _states(s, parts)
    info = kit.Banner("info")
    info.set_words(
        s.say(
            "The file is open read-only: it lies where nothing can be written.",
            "Le fichier est ouvert en lecture seule : rien ne peut être écrit là où il se trouve.",
        ),
        s.say("Save a copy", "Enregistrer une copie"),
    )
    parts.addWidget(info)
    empty = kit.EmptyState()
    empty.set_words(
        s.say("No model yet", "Pas encore de modèle"),
        s.say(
            "A model is what most measures are about.",
            "La plupart des mesures portent sur un modèle.",
        ),
        s.say("Add a model", "Ajouter un modèle"),
    )
    parts.addWidget(empty)
    parts.addStretch()
    return framed(s, body, width, "scope")


def _states(s: Sample, parts: QVBoxLayout) -> None:
    selector = kit.StateSelector()
    selector.retranslate(s.tr)
    parts.addWidget(selector)
    for names in (
        ("implemented", "partial"),
        ("planned", "alternative"),
        ("not-implemented", "not-applicable"),
        (None,),
    ):
        pills = QWidget()
        line = kit.row(pills, space(2))
        for name in names:
            pill = kit.StatePill()
            pill.show_state(name, words.state(s.tr, name))
            line.addWidget(pill)
        line.addStretch()
        parts.addWidget(pills)
    buttons = QWidget()
    line = kit.row(buttons, space(3))
    line.addWidget(s.button("primary", "Sign", "Signer"))
    line.addWidget(s.button("plain", "Save", "Enregistrer"))
    line.addWidget(s.button("quiet", "Search", "Rechercher"))
    line.addWidget(s.button("link", "Add", "Ajouter", "add"))
    line.addStretch()
    parts.addWidget(buttons)


def welcome_page(s: Sample, width: int) -> QWidget:
    """The welcome page."""
    window = kit.Surface("raised")
    side = space(18) if width >= 1200 else space(10 if width >= 760 else 4)
    narrow = width < 760
    halves = (
        kit.column(window, space(8), (side, space(6), side, space(8)))
        if narrow
        else kit.row(window, space(16), (side, space(4), side, space(8)))
    )
    left, right = QWidget(), QWidget()
    v = kit.column(left)
    v.addStretch(3)
    v.addWidget(kit.Stakes())
    v.addSpacing(space(6))
    v.addWidget(s.text("display", "Jalon", "Jalon"))
    v.addSpacing(space(2))
    lead = kit.Text("lead", width=440)
    lead.set_text(
        s.say(
            "See where your model stands, measure by measure, against the Code of Practice for "
            "general-purpose AI. Without a network, in a file that stays with you.",
            "Situez votre modèle, mesure par mesure, face au code de bonnes pratiques pour l’IA à "
            "usage général. Sans réseau, dans un fichier qui reste chez vous.",
        )
    )
    v.addWidget(lead)
    v.addSpacing(space(6))
    buttons = QWidget()
    line = kit.row(buttons, space(3))
    line.addWidget(s.button("primary", "New project", "Nouveau dossier"))
    line.addWidget(s.button("plain", "Open…", "Ouvrir…"))
    line.addStretch()
    v.addWidget(buttons)
    v.addSpacing(space(3))
    v.addWidget(
        s.button("link", "See an example", "Voir un exemple"), 0, Qt.AlignmentFlag.AlignLeft
    )
    v.addStretch(4)
    halves.addWidget(left, 5)
    r = kit.column(right)
    r.addStretch(3)
    r.addWidget(s.text("heading", "Recent projects", "Dossiers récents"))
    r.addSpacing(space(3))
    r.addWidget(_recent(s))
    r.addStretch(5)
    halves.addWidget(right, 6)
    return window


def _recent(s: Sample) -> kit.Card:
    card = kit.Card(pad=0, spacing=0)
    for i, (name, place, facts, result, tag) in enumerate(
        (
            (
                "Exemple IA SAS, Exemple-3B",
                "Documents/exemple-3b.jalon",
                s.say("Saved today, 14:32. Not signed yet", "Enregistré à 14:32. Pas encore signé"),
                tally(16, 2, 10, 6, 2),
                "",
            ),
            (
                "Exemple IA SAS, Exemple-1B",
                "Documents/a/rather/long/way/to/exemple-1b.jalon",
                s.say(
                    "Signed on 3 June, 7 answers changed since",
                    f"Signé le 3{NB}juin, 7 réponses changées depuis",
                ),
                tally(25, 0, 7, 2),
                "",
            ),
            (
                s.say("Worked example", "Dossier d’exemple"),
                "Documents/exemple.jalon",
                s.say("Complete, in two languages", "Complet, en deux langues"),
                tally(29, 2, 5, 0),
                s.say("example", "exemple"),
            ),
        )
    ):
        if i:
            card.box.addWidget(kit.Line())
        project = kit.RecentProject()
        project.show_project(
            kit.Recent(name, place, facts, words.result(s.tr, result), result, tag)
        )
        card.box.addWidget(project)
    return card


SCREENS: dict[str, Screen] = {
    "measure": measure_page,
    "overview": overview_page,
    "fields": fields_page,
    "welcome": welcome_page,
}
