"""Words that assistive programs say by themselves when they come: news, problems, counts."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from jalon.language import Translator
from jalon.ui.kit.texts import Text


class Told(Text):
    """A text that is said when other words come into it where it can be seen.

    The focus is elsewhere then, and a reader of screens would pass it over.
    """

    _said: Callable[[Translator], str] | None = None

    def say(self, tr: Translator, said: Callable[[Translator], str]) -> None:
        """Show what stays true in every language; :meth:`retranslate` says it in another."""
        self.set_text(said(tr))
        self._said = said
        self.show()

    def retranslate(self, tr: Translator) -> None:
        """Say in the language of ``tr`` what is shown, without telling it anew."""
        if self._said is not None and not self.isHidden():
            super().set_text(self._said(tr))

    def set_text(self, words: str) -> None:
        """Show words; new ones are said once."""
        self._said = None
        new = bool(words) and words != self.text()
        super().set_text(words)
        if new:
            tell(self, words)


def tell(part: QWidget, words: str, *, pressing: bool = False) -> None:
    """Have assistive programs say words of a part whose place can be seen.

    The part itself may be shown after it has got its words. ``pressing`` words come before
    what is being said; the others wait.
    """
    owner = part.parentWidget() or part
    if not (words and QAccessible.isActive() and owner.isVisible()):
        return
    event = QAccessibleAnnouncementEvent(part, words)
    if pressing:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
