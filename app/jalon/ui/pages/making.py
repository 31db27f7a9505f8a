"""Which page shows a place, and which place is shown first."""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtWidgets import QWidget

from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages.page import Page
from jalon.ui.places import COMPANY, OVERVIEW, Kind, Place

Maker: TypeAlias = Callable[[Desk, Place, QWidget], Page]


def page_of(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make the page of a place; a kind's module is imported with the first page of it."""
    return _MAKERS[place.kind]()(desk, place, parent)


def first_place(desk: Desk) -> Place:
    """Return where a project opens: a new one at the company, another at the overview."""
    kept = desk.settings.place(desk.session.path)
    order = places.order(desk.session.form, desk.session.models)
    found = next((place for place in order if place.id == kept), None)
    return found or (OVERVIEW if desk.company else COMPANY)


def _overview() -> Maker:
    from jalon.ui.pages.overview import OverviewPage

    return OverviewPage


def _company() -> Maker:
    from jalon.ui.pages.profile import ProfilePage

    return ProfilePage


def _measure() -> Maker:
    from jalon.ui.pages.measure import MeasurePage

    return MeasurePage


def _review() -> Maker:
    from jalon.ui.pages.review import ReviewPage

    return ReviewPage


def _opinions() -> Maker:
    from jalon.ui.pages.opinions import OpinionsPage

    return OpinionsPage


def _models() -> Maker:
    from jalon.ui.pages.models import ModelsPage

    return ModelsPage


def _model() -> Maker:
    from jalon.ui.pages.model import ModelPage

    return ModelPage


def _duty() -> Maker:
    from jalon.ui.pages.duty import DutyPage

    return DutyPage


def _history() -> Maker:
    from jalon.ui.pages.history import HistoryPage

    return HistoryPage


def _report() -> Maker:
    from jalon.ui.pages.report import ReportPage  # with all that makes and signs one

    return ReportPage


_MAKERS: Final[dict[Kind, Callable[[], Maker]]] = {
    "overview": _overview,
    "company": _company,
    "models": _models,
    "model": _model,
    "measure": _measure,
    "duty": _duty,
    "review": _review,
    "opinions": _opinions,
    "history": _history,
    "report": _report,
}
