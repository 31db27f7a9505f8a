"""A field for a month: ``2026-11``, typed as people write months."""

from jalon.assessment import document_words
from jalon.assessment.changes import Value
from jalon.language import Translator
from jalon.ui.kit import dates
from jalon.ui.kit.days import month_names
from jalon.ui.kit.lines import CheckedLine

_EXAMPLE = "2026-03"


class MonthField(CheckedLine):
    """A month, as ``YYYY-MM``; empty is allowed."""

    def read(self, words: str) -> Value:
        """Read a month."""
        return dates.read_month(words, month_names())

    def written(self, value: Value) -> str:
        """Write a month in words; a text that is none is shown as it is."""
        if not isinstance(value, str):
            return ""
        return document_words.month(value, self.tr_) if self.tr_ else value

    def complaint(self, tr: Translator) -> str:
        """Say what a month looks like."""
        return tr.text(
            "Write a month and a year, for example {example} or 03/2026.",
            example=document_words.month(_EXAMPLE, tr),
        )
