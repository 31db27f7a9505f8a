"""What a page of the open project works with."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import takewhile

from jalon.assessment.changes import PROVIDER, Key, Subject
from jalon.forms import load
from jalon.language import BETWEEN, Translator
from jalon.session import Session
from jalon.ui import places
from jalon.ui.jobs import ProjectJobs
from jalon.ui.places import Place
from jalon.ui.settings import Recent, Settings
from jalon.ui.viewpoint import Viewpoint
from jalon.ui.writing import Writing
from jalon.values import dataclass

COMPANY_NAME = "company-name"
MODEL_NAME = "model-name"

_BRIEF = 36
"""Of a name that stands beside others; in characters."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The open project, the way into its file, and the workers."""

    session: Session
    writing: Writing
    jobs: ProjectJobs
    settings: Settings
    viewpoint: Viewpoint

    def text(self, subject: Subject, item: str, field: str) -> str:
        """Return a field's text as the screen shows it, what is being typed included."""
        value = self.writing.shown(Key(subject, item, field))
        return value if isinstance(value, str) else ""

    @property
    def company(self) -> str:
        """The company's name; empty until it was given."""
        return self.text(PROVIDER, COMPANY_NAME, "value").strip()

    def model(self, subject: Subject) -> str:
        """Return a model's name; empty until it was given."""
        return self.text(subject, MODEL_NAME, "value").strip()

    def model_shown(self, tr: Translator, subject: Subject) -> str:
        """Return a model's name, or what stands for it until it has one.

        A single one is the user's own; documents, which others read, number it all the same.
        """
        if self.session.models == (subject,):
            said = self.session.assessment.said(subject, MODEL_NAME, "value", BETWEEN)
            return said.strip() or tr.text("Your model")
        from jalon.assessment import model_words  # one model does not need it: off the start

        return model_words.called(self.session.assessment, subject, tr)

    def places(self) -> tuple[Place, ...]:
        """Return every place of the project, in the order in which one reads them."""
        session = self.session
        return places.order(session.form, session.models, edition=self.another_edition)

    @property
    def another_edition(self) -> bool:
        """Whether there is a later edition, or something was carried over from an earlier one."""
        form = self.session.form
        if form.earlier is None and load.current() == form.id:
            return False
        editions = self.session.editions
        return editions.later is not None or bool(editions.carried or editions.left)

    @property
    def today(self) -> date:
        """The day that the computer's clock shows."""
        return datetime.now(UTC).astimezone().date()

    def model_brief(
        self, tr: Translator, subject: Subject, cut: Callable[[str], str] | None = None
    ) -> str:
        """Return a model's name as short as a button or a head can show it.

        Names that are the same once cut are told apart by their number.

        Args:
            tr: of the window's language.
            subject: the model.
            cut: how a name is shortened; None for the usual way.
        """
        cut = cut or brief
        models, name = self.session.models, cut(self.model(subject))
        alike = [one for one in models if cut(self.model(one)) == name]
        if not name or subject not in alike or len(alike) == 1:
            return cut(self.model_shown(tr, subject))
        from jalon.assessment import model_words  # seldom wanted: off the start

        return model_words.numbered(name, models.index(subject) + 1, tr)

    def undo(self) -> None:
        """Take the last step of the record back, after settling what is typed."""
        self.writing.do(self.session.undo)

    def redo(self) -> None:
        """Do the step taken back last again."""
        self.writing.do(self.session.redo)

    def recent(self) -> Recent:
        """Return how the welcome page will tell of this project without opening it."""
        session, tally = self.session, self.session.evaluation.overall
        saved = session.saved_at.isoformat() if session.saved_at else ""
        if session.custody.protected:  # the settings can be read without its passphrase
            return Recent(path=str(session.path), saved=saved, protected=True)
        from jalon.assessment import signed

        low, high = tally.span or (None, None)
        last = signed.last(session.assessment)
        return Recent(
            path=str(session.path),
            company=self.company,
            model=self.model(session.models[0]) if session.models else "",
            saved=saved,
            settled=tally.settled,
            own_means=tally.own_means,
            unanswered=tally.unanswered,
            total=tally.applicable,
            low=low,
            high=high,
            example=session.example,
            signed=last.time.astimezone().date().isoformat() if last else "",
            as_signed=last is not None and last.digest == session.assessment.digest(),
        )


def brief(name: str, most: int = _BRIEF) -> str:
    """Shorten a name that is longer than a button or a head can show; in characters."""
    name = " ".join(name.split())
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def beginning(text: str, others: Iterable[str], most: int) -> str:
    """Shorten a text to how it begins, and to what it differs by from others that begin alike.

    Args:
        text: the text.
        others: those it is told apart from; any that is the same counts for nothing.
        most: in characters; about twice as many where others begin alike.
    """
    short = brief(text, most)
    alike = [other for other in others if other != text and brief(other, most) == short]
    if not alike:
        return short
    pairs = zip(text, *alike, strict=False)
    same = sum(1 for _ in takewhile(lambda letters: len({*letters}) == 1, pairs))
    # From the beginning of the word, unless all that is the same is one word.
    at = text.rfind(" ", 0, same) + 1 or same
    return f"{brief(text, most // 2)} {beginning(text[at:], [one[at:] for one in alike], most)}"
