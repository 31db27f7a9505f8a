"""Figures in words: what left them is counted, with its share of all."""

import pytest

from jalon.assessment.results import Counts, Tally
from jalon.language import translator
from jalon.ui import words


@pytest.mark.parametrize(
    ("accepted", "applicable", "share"),
    [(1, 3, "25%"), (1, 0, "100%"), (1, 999, "1%"), (2, 1, "67%"), (0, 5, "")],
)
def test_that_what_a_second_person_let_leave_is_told_with_its_share_of_all(
    accepted: int, applicable: int, share: str
) -> None:
    tally = Tally(known=Counts(applicable, 0, 0, 0, 0), accepted_na=accepted)
    told = "".join(words.left_out(translator("en"), tally)).replace("\u202f", "")
    assert told == (
        f"{accepted} left out as not applicable, accepted by a second person ({share} of all)."
        if share
        else ""
    )
    assert told in words.figures(translator("en"), tally).replace("\u202f", "")
