"""What Jalon asks and explains is said in its own words; the Code lends it names and terms."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from jalon.forms import load

SHARED = Path(__file__).parents[4] / "shared" / "reference"
CODE = [SHARED / f"{name}_final_en.md" for name in ("transparency", "copyright", "safety_security")]
RUN = 8
"""So many words in the order of the Code's are a sentence of its own rather than a chance."""
FORM = load.form()

_NAMES = re.compile(
    r"general-purpose ai models?( with systemic risk)?"
    r"|full systemic risk assessment and mitigation process"
    r"|management body in its (executive|supervisory) function"
    r"|similarly safe or safer( models?)?"
    r"|free and open[ -]source"
    r"|capabilities, propensities, affordances"
    r"|good understanding of the capabilities and limitations"  # Art. 53(1)(b)(i)
    r"|serious harm to property or the environment"  # Art. 3(49)(d)
    r"|public health, safety, public security, fundamental rights"  # Art. 3(65)
    r"|(measures?|commitments?|appendix|appendices|points?|paragraphs?)"
    r"( (and |to |or )?\(?\d[\d.,()a-z]*| (and |to |or )?\([a-z]\),?)+"
)
"""Terms of the Code and the Act, and citations: they stand as they are, and part what is read."""


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """All runs of ``RUN`` words in which no name and no citation stands."""
    plain = text.casefold().replace("’", "'").replace("‑", "-")
    for stretch in _NAMES.sub("|", plain).split("|"):
        words = re.findall(r"[a-z0-9]+", stretch)
        yield from (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def said() -> Iterator[tuple[str, str]]:
    """All that the Code's chapters ask and explain, and the law panel, with where it stands."""
    for item in (FORM.items[one] for one in FORM.home):
        fields = (item.demand, item.explain, item.concerns, item.relief, item.otherwise)
        yield from ((item.id, text) for text in chain(fields, item.evidence, item.exceptions))
    yield from ((term.id, term.meaning) for term in FORM.term)
    for chapter in FORM.chapter:
        yield from ((measure.id, measure.summary) for measure in chapter.measures())


@pytest.mark.skipif(not CODE[0].is_file(), reason="the reference texts are not at hand")
def test_that_no_run_of_eight_words_is_copied_from_the_code() -> None:
    of_the_code = set(chain.from_iterable(runs(text.read_text("utf-8")) for text in CODE))
    assert len(of_the_code) > 10_000
    texts = list(said())
    assert len(texts) > 1_500
    copied = [(where, " ".join(run)) for where, text in texts for run in runs(text)]
    assert [(where, run) for where, run in copied if tuple(run.split()) in of_the_code] == []
