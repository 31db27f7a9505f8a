"""Which page shows a place, and which place is shown first."""

from PySide6.QtWidgets import QWidget

from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages.page import Page
from jalon.ui.places import COMPANY, OVERVIEW, Place


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
            return _later(desk, place, parent)


def _later(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make a page that no start shows; what it needs is imported now."""
    match place.kind:
        case "history":
            from jalon.ui.pages.history import HistoryPage

            return HistoryPage(desk, place, parent)
        case "scope":
            from jalon.ui.pages.scope import ScopePage

            return ScopePage(desk, place, parent)
        case "duty":
            from jalon.ui.pages.duty import DutyPage

            return DutyPage(desk, place, parent)
        case "review":
            from jalon.ui.pages.review import ReviewPage

            return ReviewPage(desk, place, parent)
        case "opinions":
            from jalon.ui.pages.opinions import OpinionsPage

            return OpinionsPage(desk, place, parent)
        case "report":
            from jalon.ui.pages.report import ReportPage

            return ReportPage(desk, place, parent)
        case _:
            raise ValueError(place)


def first_place(desk: Desk) -> Place:
    """Return where a project opens: a new one at the company, another at the overview."""
    kept = desk.settings.place(desk.session.path)
    order = places.order(desk.session.form, desk.session.models)
    found = next((place for place in order if place.id == kept), None)
    return found or (OVERVIEW if desk.company else COMPANY)
