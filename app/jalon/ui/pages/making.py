"""Which page shows a place, and which place is shown first."""

from PySide6.QtWidgets import QWidget

from jalon.ui import places
from jalon.ui.desk import Desk
from jalon.ui.pages.measure import MeasurePage
from jalon.ui.pages.overview import OverviewPage
from jalon.ui.pages.page import Page
from jalon.ui.pages.profile import ProfilePage
from jalon.ui.places import COMPANY, OVERVIEW, Place


def page_of(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make the page of a place."""
    match place.kind:
        case "overview":
            return OverviewPage(desk, place, parent)
        case "company" | "model":
            return ProfilePage(desk, place, parent)
        case "measure":
            return MeasurePage(desk, place, parent)
        case _:
            return _imported(desk, place, parent)


def _imported(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make a page whose module is needed only once it is shown."""
    page: Page
    match place.kind:
        case "history":
            from jalon.ui.pages.history import HistoryPage

            page = HistoryPage(desk, place, parent)
        case "duty":
            from jalon.ui.pages.duty import DutyPage

            page = DutyPage(desk, place, parent)
        case "dates":
            from jalon.ui.pages.dates import DatesPage

            page = DatesPage(desk, place, parent)
        case "incidents":
            from jalon.ui.pages.incidents import IncidentsPage

            page = IncidentsPage(desk, place, parent)
        case "report":
            from jalon.ui.pages.report import ReportPage  # with all that makes and signs one

            page = ReportPage(desk, place, parent)
        case _:
            raise ValueError(place)
    return page


def first_place(desk: Desk) -> Place:
    """Return where a project opens: a new one at the company, another at the overview."""
    kept = desk.settings.place(desk.session.path)
    order = places.order(desk.session.form, desk.session.models)
    found = next((place for place in order if place.id == kept), None)
    return found or (OVERVIEW if desk.company else COMPANY)
