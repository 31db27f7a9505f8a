"""Files, links and pictures on their way into the register: read by a worker, stored here.

Each file is a transaction of its own; all that came at once are one step of undo. What cannot
be attached is said at the end, and what is too large can be linked instead.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from jalon.assessment import names
from jalon.errors import N_, UserError
from jalon.language import Translator
from jalon.session.attachments import Place
from jalon.store import evidence, outside
from jalon.store.evidence import TooLargeError
from jalon.store.outside import Outside, StoppedError
from jalon.ui import dropped, messages
from jalon.ui.desk import Desk
from jalon.ui.jobs import Job
from jalon.ui.messages import Choice
from jalon.values import dataclass

_MOST_AT_ONCE = 500
_MOST_PIXELS = 25_000_000
_LONGEST_NAMED = 8
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class _Order:
    """One file to attach."""

    path: Path
    places: tuple[Place, ...]
    linked: bool


class Attaching(QObject):
    """Attaches what is dropped, pasted or chosen, one after the other.

    ``said`` carries what goes on, in words; empty when nothing does.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._tr: Translator | None = None
        self._waiting: list[_Order] = []
        self._problems: list[UserError] = []
        self._large: list[_Order] = []
        self._job: Job[Outside] | None = None
        self._stored = self._count = 0

    def retranslate(self, tr: Translator) -> None:
        """Speak the language of ``tr`` from now on."""
        self._tr = tr

    def files(
        self, paths: Sequence[Path], places: Sequence[Place], *, linked: bool = False
    ) -> None:
        """Attach files: put them into the project, or link them where they lie."""
        if self._desk.session.read_only:
            return
        orders = [_Order(path, tuple(places), linked) for path in paths[:_MOST_AT_ONCE]]
        if len(paths) > _MOST_AT_ONCE:
            self._problems.append(
                UserError(
                    N_("Only the first {count} files were taken; attach the others after them."),
                    count=_MOST_AT_ONCE,
                )
            )
        self._waiting += orders
        self._count += len(orders)
        if self._job is None:
            self._stored = 0
            self._next()

    def takes(self, data: QMimeData) -> bool:
        """Tell whether there is anything in a paste or a drop that can be attached."""
        return bool(data.urls()) or data.hasImage() or dropped.is_address(data)

    def mime(self, data: QMimeData, places: Sequence[Place]) -> bool:
        """Attach what was dropped or pasted; tells whether there was anything."""
        if self._desk.session.read_only:
            return False
        found = dropped.told_apart(data)
        image = data.imageData() if data.hasImage() else None
        alone = not (found.paths or found.addresses)
        if alone and isinstance(image, QImage) and not image.isNull():
            self._picture(image, places)
            return True
        self._problems += [_elsewhere(name) for name in found.others]
        if found.paths:
            self.files(found.paths, places)
        for number, address in enumerate(found.addresses):
            self._refer(address, places, joined=number > 0)
        self._finish()
        return bool(found.paths or found.addresses or found.others)

    # -- inside ----------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waiting:
            self._job = None
            self._finish()
            return
        order = self._waiting.pop(0)
        number = self._count - len(self._waiting)
        if self._tr:
            self.said.emit(
                self._tr.text(
                    "Attaching {name} ({number} of {count})…",
                    name=names.shown(order.path.name),
                    number=self._tr.number(number),
                    count=self._tr.number(self._count),
                )
            )
        self._job = self._desk.jobs.start(
            lambda job: _read(order, job), self._read(order), self._not_read(order), kept=True
        )

    def _read(self, order: _Order) -> Callable[[Outside], None]:
        def done(found: Outside) -> None:
            self._store(
                lambda: self._desk.session.attachments.attach(
                    found, order.places, linked=order.linked, joined=self._stored > 0
                ),
                order,
            )
            self._next()

        return done

    def _not_read(self, order: _Order) -> Callable[[UserError], None]:
        def failed(error: UserError) -> None:
            self._note(error, order)
            self._next()

        return failed

    def _store(self, attach: Callable[[], str], order: _Order | None = None) -> None:
        """Write one piece; what goes wrong with it is no failure of saving answers."""

        def command() -> None:
            try:
                attach()
            except UserError as error:
                self._note(error, order)
                return
            self._stored += 1

        if not self._desk.session.attachments.closed:
            self._desk.writing.do(command)

    def _note(self, error: UserError, order: _Order | None) -> None:
        if isinstance(error, TooLargeError) and order and not order.linked:
            self._large.append(order)
        else:
            self._problems.append(error)

    def _refer(self, address: str, places: Sequence[Place], *, joined: bool) -> None:
        attachments = self._desk.session.attachments
        known = next((e for e in attachments.register.present() if e.target == address), None)

        def attach() -> str:
            if known:
                attachments.link(known, places, joined=joined)
                return known.subject
            return attachments.refer(places, name="", target=address, joined=joined)

        self._store(attach)
        self._finish()

    def _picture(self, image: QImage, places: Sequence[Place]) -> None:
        if image.width() * image.height() > _MOST_PIXELS:
            self._problems.append(UserError(N_("The picture is too large to be pasted.")))
            self._finish()
            return
        data = QBuffer()
        data.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(data, "PNG")  # type: ignore[call-overload]  # the stubs want bytes here
        moment = datetime.now(UTC).astimezone()
        tr = self._tr
        word = tr.text("Pasted picture") if tr else "picture"
        name = f"{word} {moment:%Y-%m-%d %H.%M.%S}.png"
        png = bytes(data.data().data())
        self._store(lambda: self._desk.session.attachments.attach_bytes(name, png, places))
        self._finish()

    def _finish(self) -> None:
        """Say that nothing goes on any more, and what went wrong."""
        if self._waiting or self._job:
            return
        self._count = 0
        self.said.emit("")
        problems, large = tuple(self._problems), tuple(self._large)
        self._problems.clear()
        self._large.clear()
        if self._tr and (problems or large):
            self._tell(self._tr, problems, large)

    def _tell(
        self, tr: Translator, problems: tuple[UserError, ...], large: tuple[_Order, ...]
    ) -> None:
        texts = [messages.words(tr, error) for error in problems[:_LONGEST_NAMED]]
        if len(problems) > _LONGEST_NAMED:
            more = len(problems) - _LONGEST_NAMED
            texts.append(tr.plural("{count} more.", "{count} more.", more))
        choices = [Choice(tr.text("Close"), role="reject")]
        if large:
            texts.insert(0, _too_large(tr, large))
            link = tr.plural("Link it", "Link them", len(large))
            choices.insert(0, Choice(link, lambda: self._link(large)))
        messages.ask(
            self._owner.window(),
            tr.text("Not everything was attached"),
            "\n\n".join(texts),
            choices,
        )

    def _link(self, large: tuple[_Order, ...]) -> None:
        for order in large:
            self.files([order.path], order.places, linked=True)


def _read(order: _Order, job: Job[Outside]) -> Outside:
    """Read a file in the worker; one that will be refused is not read to its end."""
    try:
        if not order.linked:
            outside.require_fit(order.path)
        return outside.read(order.path, stopped=lambda: job.dropped)
    except StoppedError:
        raise UserError(N_("Attaching was given up.")) from None


def _too_large(tr: Translator, large: tuple[_Order, ...]) -> str:
    """Name what does not fit into the project, and what can be done with it."""
    named = [names.shown(order.path.name) for order in large[:_LONGEST_NAMED]]
    if more := len(large) - len(named):
        named.append(tr.plural("{count} more", "{count} more", more))
    return tr.plural(
        "Larger than {limit} MB, so not put into the project: {names}. It can be linked where it"
        " lies: Jalon records its fingerprint and says when it changes.",
        "Larger than {limit} MB, so not put into the project: {names}. They can be linked where"
        " they lie: Jalon records their fingerprint and says when they change.",
        len(large),
        limit=tr.number(evidence.LARGEST // 1_000_000),
        names=tr.listed(named),
    )


def _elsewhere(name: str) -> UserError:
    """Return the refusal of what was dropped and is neither a file here nor on the web."""
    return UserError(
        N_(
            "{name} was not attached: it lies neither on this computer nor on the web. Save it as"
            " a file, then attach that."
        ),
        name=names.shown(name[:_LONGEST_NAME]),
    )
