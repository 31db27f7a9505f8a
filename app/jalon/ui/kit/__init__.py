"""The widget toolbox of Jalon's window.

House rules of every widget here:

- Constructors take shapes, never words. Words come by ``set_text``/``set_words``/``show_…``
  from the ``retranslate(tr)`` of whoever uses the widget; a widget with words of its own
  (state names, "Add evidence") has ``retranslate(tr)`` itself, to be called first.
- Words are shown as typed, never interpreted (plain text, painted by ourselves).
- Colours and fonts are asked when painting: ``theme.of(self)``, ``theme.font(role)``.
- ``edited`` is emitted by the user's own editing only; ``show_value`` is silent, compares
  first and never moves the cursor. ``left`` tells that the focus has gone elsewhere.

The classes::

    texts     Text(role="body", ink="text", *, wrap=True, width=None, parent=None)
                  .set_text(words) .text() .set_ink(ink)
    shortened Name(role, ink="text", *, parent=None)   one line, shortened if need be
    frames    Beside(*parts, least=space(45), parent=None)     two fields side by side, or stacked
              Card(*, pad=space(5), spacing=space(3), fill="raised", parent=None)   .box
              Part(parent=None)                              a widget with a layout, cheap hints
              Line(*, vertical=False, parent=None)
              Surface(fill="surface", *, parent=None)
              Scroll(inner, *, fill="surface", parent=None)           .reveal(widget)
              show_if(widget, wanted)                        setVisible that spares layouts
              paper(widget): the light palette below a widget, in every theme
              column(owner, spacing=0, margins=(0, 0, 0, 0)) / row(...) -> QVBoxLayout / QHBoxLayout
    buttons   Button(kind="plain"|"primary"|"quiet"|"link", icon=None|"add"|"back"|"ahead"|…,
                  *, yields=False, parent=None)       .set_text(words)   .clicked
    states    StateIcon(*, parent=None)                    .show_state(state, words)
              StatePill(*, parent=None)                    .show_state(state, words)
              StateSelector(*, parent=None)                a Field; values: a State or None
    fields    Field                     the base: edited(object) left() show_value(value) value()
                                        set_name(words) set_help(words) set_read_only(read_only=…)
                                        commit() retranslate(tr)
              TextField(*, parent=None)                    edited(str) at each keystroke
              GrowingText(least=2, *, most=0, parent=None) edited(str) at each keystroke
              NumberField(*, parent=None)                  edited(int|float|None) when committed
              DateField(*, parent=None)                    edited("YYYY-MM-DD"|None) when committed
              TimeField(*, parent=None)                    edited("HH:MM"|None) when committed
              ChoiceField(*, answers=True, parent=None)  .set_options((Option, …)) edited(str|None)
              ChoicesField(*, parent=None)  .set_options((Option, …)) edited(list|None)
              SelectField(*, parent=None)                  a drop-down; same as ChoiceField
              TableField(*, parent=None)   .set_columns((TableColumn, …)) edited(list|None)
              LabeledField(field, *, parent=None)  .field .set_words(label, help="", note="")
                                                           .show_problem(words) .retranslate(tr)
                                                           .show_dispute(words)
              commit_all(widget)                           commits every field below a widget
    rows      RowHead(*, parent=None)   .show_row(Row, tr) .clicked .setChecked(open)
              its edge() is the left edge of all that is written in a row
    fold      Fold(*, strong=False, parent=None)
                  .set_words(tr, title, note="", count="", warns=False)
                  .clicked .setChecked(open)      the head of a part that opens and closes
              (MonthField, of documents alone, is taken from kit.months when it is needed)
    evidence  EvidenceList(*, parent=None)  .show_entries((EvidenceEntry, …)) .retranslate(tr)
                  .add_asked() .open_asked(key) .edit_asked(key) .remove_asked(key)
                  .set_read_only(read_only=…)
    outline   OutlineModel(parent=None) .show_entries((OutlineEntry, …))
              OutlineView(model, *, parent=None)  .visited(key) .show_here(key) .set_name(words)
    law       LawPanel(*, parent=None)  .show_law(title, (LawSection, …)) .set_name(words) .words()
    charts    RangeBar(thickness=12, *, parent=None)       .show_tally(tally, words)
              RangeLegend(*, parent=None)                  .retranslate(tr)
              NumberStrip(*, parent=None)                  .show_figures((Figure, …))
              ObligationTable(*, parent=None)  .show_rows((ObligationRow, …)) .retranslate(tr)
    banner    Banner(kind="info", *, parent=None)          .set_words(text, action="") .acted()
              EmptyState(*, parent=None)  .set_words(title, text, action="") .acted()
    emblem    icon() -> QIcon
    welcome   RecentProject(*, parent=None)                .show_project(Recent) .clicked
              Stakes(*, parent=None)

Words of states, forces, readings and ranges: :mod:`jalon.ui.words`.

A module of the kit is imported with the first of its names that someone asks for: a start pays
for what its first page shows, and for no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jalon.ui.kit.banner import Banner, EmptyState
    from jalon.ui.kit.buttons import Button
    from jalon.ui.kit.charts import RangeBar, RangeLegend
    from jalon.ui.kit.choices import ChoiceField, ChoicesField, SelectField
    from jalon.ui.kit.days import DateField
    from jalon.ui.kit.emblem import icon
    from jalon.ui.kit.evidence import EvidenceList
    from jalon.ui.kit.field import Field, commit_all
    from jalon.ui.kit.fold import Fold
    from jalon.ui.kit.frames import (
        Beside,
        Card,
        Line,
        Part,
        Scroll,
        Surface,
        column,
        paper,
        row,
        show_if,
    )
    from jalon.ui.kit.growing import GrowingText
    from jalon.ui.kit.labeled import LabeledField
    from jalon.ui.kit.law import LawPanel
    from jalon.ui.kit.lines import NumberField, TextField
    from jalon.ui.kit.outline import OutlineView
    from jalon.ui.kit.outline_model import OutlineLine, OutlineModel
    from jalon.ui.kit.results import NumberStrip, ObligationTable
    from jalon.ui.kit.rows import RowHead
    from jalon.ui.kit.shapes import (
        EvidenceEntry,
        Figure,
        LawPart,
        LawSection,
        ObligationRow,
        Option,
        OutlineEntry,
        Recent,
        Row,
    )
    from jalon.ui.kit.shortened import Name
    from jalon.ui.kit.states import StateIcon, StatePill, StateSelector
    from jalon.ui.kit.tables import TableColumn, TableField
    from jalon.ui.kit.texts import Text
    from jalon.ui.kit.times import TimeField
    from jalon.ui.kit.welcome import RecentProject, Stakes

_NAMES: Final = {
    "banner": "Banner EmptyState",
    "buttons": "Button",
    "charts": "RangeBar RangeLegend",
    "choices": "ChoiceField ChoicesField SelectField",
    "days": "DateField",
    "emblem": "icon",
    "evidence": "EvidenceList",
    "field": "Field commit_all",
    "fold": "Fold",
    "frames": "Beside Card Line Part Scroll Surface column paper row show_if",
    "growing": "GrowingText",
    "labeled": "LabeledField",
    "law": "LawPanel",
    "lines": "NumberField TextField",
    "outline": "OutlineView",
    "outline_model": "OutlineLine OutlineModel",
    "results": "NumberStrip ObligationTable",
    "rows": "RowHead",
    "shapes": (
        "EvidenceEntry Figure LawPart LawSection ObligationRow Option OutlineEntry Recent Row"
    ),
    "shortened": "Name",
    "states": "StateIcon StatePill StateSelector",
    "tables": "TableColumn TableField",
    "texts": "Text",
    "times": "TimeField",
    "welcome": "RecentProject Stakes",
}
_WHERE: Final = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Banner",
    "Beside",
    "Button",
    "Card",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "EmptyState",
    "EvidenceEntry",
    "EvidenceList",
    "Field",
    "Figure",
    "Fold",
    "GrowingText",
    "LabeledField",
    "LawPanel",
    "LawPart",
    "LawSection",
    "Line",
    "Name",
    "NumberField",
    "NumberStrip",
    "ObligationRow",
    "ObligationTable",
    "Option",
    "OutlineEntry",
    "OutlineLine",
    "OutlineModel",
    "OutlineView",
    "Part",
    "RangeBar",
    "RangeLegend",
    "Recent",
    "RecentProject",
    "Row",
    "RowHead",
    "Scroll",
    "SelectField",
    "Stakes",
    "StateIcon",
    "StatePill",
    "StateSelector",
    "Surface",
    "TableColumn",
    "TableField",
    "Text",
    "TextField",
    "TimeField",
    "column",
    "commit_all",
    "icon",
    "paper",
    "row",
    "show_if",
]


if not TYPE_CHECKING:  # a checker knows the names from above

    def __getattr__(name: str) -> object:
        """Import a name of the kit."""
        if name not in _WHERE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
        globals()[name] = found
        return found
