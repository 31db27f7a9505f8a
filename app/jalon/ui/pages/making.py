"""Which page shows a place, and which place is shown first."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from jalon.ui.desk import Desk
from jalon.ui.pages.page import Page
from jalon.ui.places import COMPANY, OVERVIEW, Kind, Place


def page_of(desk: Desk, place: Place, parent: QWidget) -> Page:
    """Make the page of a place; a kind's module is imported with the first page of it."""
    match place.kind:
        case "overview":
            from jalon.ui.pages.overview import OverviewPage

            return OverviewPage(desk, place, parent)
        case "company":
            from jalon.ui.pages.profile import ProfilePage

            return ProfilePage(desk, place, parent)
        case "measure":
            from jalon.ui.pages.measure import MeasurePage

            return MeasurePage(desk, place, parent)
        case _:
            return _later(desk, place, parent)


def first_place(desk: Desk) -> Place:
    """Return where a project opens: a new one at the company, another at the overview."""
    kept = desk.settings.place(desk.session.path)
    order = desk.places()
    found = next((place for place in order if place.id == kept), None)
    return found or (OVERVIEW if desk.company else COMPANY)


_LATER: Final[Mapping[Kind, tuple[str, str]]] = MappingProxyType(
    {
        "edition": ("edition", "EditionPage"),
        "models": ("models", "ModelsPage"),
        "model": ("model", "ModelPage"),
        "scope": ("scope", "ScopePage"),
        "position": ("position", "PositionPage"),
        "duty": ("duty", "DutyPage"),
        "document": ("document", "DocumentPage"),
        "dates": ("dates", "DatesPage"),
        "incidents": ("incidents", "IncidentsPage"),
        "review": ("review", "ReviewPage"),
        "opinions": ("opinions", "OpinionsPage"),
        "actions": ("actions", "ActionsPage"),
        "evidence": ("register", "RegisterPage"),
        "signing": ("before_signing", "BeforeSigningPage"),
        "history": ("history", "HistoryPage"),
        "report": ("report", "ReportPage"),
    }
)
"""Module and class of each page that no start shows: imported when the first one is made."""


def _later(desk: Desk, place: Place, parent: QWidget) -> Page:
    module, name = _LATER[place.kind]
    page: Page = getattr(import_module(f"jalon.ui.pages.{module}"), name)(desk, place, parent)
    return page
