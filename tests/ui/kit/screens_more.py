"""Sample screens of all fields and of the welcome page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jalon.ui import kit, words
from jalon.ui.theme import space
from ui.kit.sample import (
    NB,
    Sample,
    field,
    page,
    tally,
)
from ui.kit.screen_parts import framed


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
