"""Which page shows a place, and which place is shown first."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages.page import Page
from jalon.ui.places import COMPANY, OVERVIEW, Kind, Place


def page_of(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make the page of a place; a kind's module is imported with the first page of it."""
    match place.kind:
        case "overview":
            from jalon.ui.pages.overview import OverviewPage

            return OverviewPage(desk, place, parent)
        case "company" | "model":
            from jalon.ui.pages.profile import ProfilePage

            return ProfilePage(desk, place, parent)
        case "measure":
            from jalon.ui.pages.measure import MeasurePage

            return MeasurePage(desk, place, parent)
        case _:
            return _LATER[place.kind](desk, place, parent)


def first_place(desk: Desk) -> Place:
    """Return where a project opens: a new one at the company, another at the overview."""
    kept = desk.settings.place(desk.session.path)
    order = places.order(desk.session.form, desk.session.models)
    found = next((place for place in order if place.id == kept), None)
    return found or (OVERVIEW if desk.company else COMPANY)


# Pages whose module is imported when the first of them is shown.


def _position(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.position import PositionPage

    return PositionPage(desk, place, parent)


def _duty(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.duty import DutyPage

    return DutyPage(desk, place, parent)


def _history(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.history import HistoryPage

    return HistoryPage(desk, place, parent)


def _report(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.report import ReportPage  # with all that makes and signs one

    return ReportPage(desk, place, parent)


def _review(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.review import ReviewPage

    return ReviewPage(desk, place, parent)


def _opinions(desk: Desk, place: Place, parent: QWidget) -> Page:
    from jalon.ui.pages.opinions import OpinionsPage

    return OpinionsPage(desk, place, parent)


_LATER: Final[dict[Kind, Callable[[Desk, Place, QWidget], Page]]] = {
    "position": _position,
    "duty": _duty,
    "review": _review,
    "opinions": _opinions,
    "history": _history,
    "report": _report,
}
"""What makes a page that no start shows; the walk of the tests goes through each of them."""
