"""What stands round a sample page: the outline and the law."""

from PySide6.QtWidgets import QWidget

from jalon.ui import kit
from ui.kit.sample import NB, Sample, outline


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
