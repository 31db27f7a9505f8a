"""A whole assessment by keys alone, from the first page to a valid signature."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from jalon.assessment.changes import PROVIDER
from jalon.export.verify import verify
from jalon.ui.kit.outline import OutlineView
from jalon.ui.passphrase import SetPassphrase
from ui.stage import PATIENCE_MS, Stage, answer_dialogs, pump

Key = Qt.Key
ITEM = "copyright-1.1-draw-up"
PHRASE = "correct horse battery"
_STEPS = 400
"""More steps of Tab than any page has stops."""


class Fingers:
    """Ten fingers on a keyboard; whatever is pressed goes to what has the focus."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def press(self, key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        QTest.keyClick(self.at(), key, held)
        pump()

    def at(self) -> QWidget:
        """Return what has the focus: something always has, and it can be seen."""
        found = QApplication.focusWidget()
        assert found is not None
        assert found.isVisible()
        assert found is not self.stage.window
        return found

    def write(self, words: str) -> None:
        """Write in the place of what is there."""
        self.stage.keys("Ctrl+A")
        QTest.keyClicks(self.at(), words)
        pump()

    def tab(self, name: str, kind: type[QWidget] = QWidget, *, back: bool = False) -> QWidget:
        """Press Tab until the control of a name has the focus."""
        seen = []
        for _ in range(_STEPS):
            here = self.at()
            if name in here.accessibleName() and isinstance(here, kind):
                return here
            seen.append(here.accessibleName())
            self.press(Key.Key_Backtab if back else Key.Key_Tab)
        raise AssertionError((name, seen[:40]))

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.tab(name)
        self.press(Key.Key_Space)

    def fill(self, name: str, words: str) -> None:
        """Go to a field and write."""
        self.tab(name)
        self.write(words)

    def panel(self, wanted: Callable[[QWidget], bool]) -> None:
        """Go from panel to panel until the focus is where it is wanted."""
        for _ in range(4):
            if wanted(self.at()):
                return
            self.stage.keys("F6")
        raise AssertionError(self.at())

    def visit(self, words: str) -> None:
        """Go down the outline to a line, visit it, and go over to its page."""
        self.panel(lambda here: isinstance(here, OutlineView))
        self.press(Key.Key_Home)
        for _ in range(_STEPS):
            outline = self.at()
            assert isinstance(outline, OutlineView)
            if words in str(outline.currentIndex().data()):
                break
            self.press(Key.Key_Down)
        self.press(Key.Key_Return)
        page = self.stage.workspace.page
        self.panel(lambda here: here is page or page.isAncestorOf(here))


@pytest.fixture
def fingers(stage: Stage) -> Fingers:
    stage.window.show_welcome()
    with stage.qtbot.waitActive(stage.window):
        stage.window.activateWindow()
    return Fingers(stage)


def begin(fingers: Fingers) -> None:
    """Make a project, name the company."""
    fingers.stage.keys("Ctrl+N")
    fingers.fill("Where the file is kept", str(fingers.stage.folder / "keys.jalon"))
    fingers.fill("Your name", "Ada Keys")
    fingers.push("Create the project")
    fingers.visit("Your company")
    fingers.fill("Legal name of the company", "Keys SAS")
    fingers.tab("In the Union", QRadioButton)
    fingers.press(Key.Key_Space)


def answer(fingers: Fingers, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer a requirement, and attach what shows it."""
    fingers.visit("Copyright policy")
    fingers.tab("Draw up")
    if not fingers.at().isChecked():  # type: ignore[attr-defined]  # the head of a row
        fingers.press(Key.Key_Space)
    fingers.tab("Implemented", QRadioButton)
    fingers.press(Key.Key_1)
    fingers.fill("How", "The policy is written and signed.")
    answer_dialogs(monkeypatch, paper)
    fingers.push("Add evidence")
    fingers.push("Attach files")
    fingers.stage.finish_jobs()


def review(fingers: Fingers) -> None:
    """Give a verdict on the measure, in somebody else's name."""
    fingers.tab("Give a verdict", back=True)
    fingers.press(Key.Key_Space)
    fingers.tab("To correct", QRadioButton)
    while fingers.at().accessibleName() != "Acceptable":
        fingers.press(Key.Key_Down)
    fingers.press(Key.Key_Space)
    fingers.fill("Name of the reviewer", "Rosa Review")
    fingers.push("Done")


def sign(fingers: Fingers, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an identity and sign the report."""
    fingers.stage.keys("Ctrl+P")
    fingers.stage.finish_jobs()
    page = fingers.stage.workspace.page
    fingers.panel(lambda here: here is page or page.isAncestorOf(here))
    fingers.push("Sign the report")
    for name, words in (
        ("Name of the signatory", "Ada Keys"),
        ("Where the identity file is kept", str(fingers.stage.folder / "keys.p12")),
        ("Role of the signatory", "Chief executive"),
        ("Passphrase of the identity", PHRASE),
        ("The same passphrase again", PHRASE),
    ):
        fingers.fill(name, words)
    answer_dialogs(monkeypatch, target)
    fingers.push("Sign and save")
    fingers.stage.qtbot.waitUntil(target.exists, timeout=PATIENCE_MS)
    fingers.stage.finish_jobs()


def test_that_keys_alone_lead_from_a_new_project_to_a_valid_signature(
    fingers: Fingers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, target = tmp_path / "policy.pdf", tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF-1.7 policy")
    stage = fingers.stage

    begin(fingers)
    answer(fingers, paper, monkeypatch)
    review(fingers)
    stage.keys("Ctrl+Z")
    fingers.at()
    stage.keys("Ctrl+Shift+Z")
    sign(fingers, target, monkeypatch)

    fingers.at()
    state = stage.session.assessment
    assert state.value(PROVIDER, "company-name", "value") == "Keys SAS"
    assert state.value(PROVIDER, ITEM, "state") == "implemented"
    assert state.value(PROVIDER, ITEM, "how") == "The policy is written and signed."
    (entry,) = stage.session.attachments.register.linked(PROVIDER, ITEM)
    assert entry.file is not None
    assert entry.file.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    said = [c.value for c in stage.session.history() if c.key.field == "verdict"]
    assert "acceptable" in said
    assert verify(target.read_bytes()).status == "intact"


def test_that_tab_reaches_every_way_out_of_a_new_project_and_of_a_passphrase(
    fingers: Fingers,
) -> None:
    window, stage = fingers.stage.window, fingers.stage
    stage.keys("Ctrl+N")
    assert walked(fingers, 5) == [
        "Where the file is kept",
        "Choose another place…",
        "Your name",
        "Create the project",
        "Cancel",
    ]
    dialog = SetPassphrase(window._tr, True, lambda _: None, window)  # noqa: FBT003
    dialog.open()
    dialog.activateWindow()
    pump()
    assert walked(fingers, 5) == [
        "New passphrase",
        "The same again",
        "Protect the project",
        "Cancel",
        "Take the passphrase away",
    ]
    dialog.reject()


def walked(fingers: Fingers, steps: int) -> list[str]:
    """Return the names of what Tab leads to, from where the focus is, and go back there."""
    names = []
    for _ in range(steps):
        names.append(fingers.at().accessibleName())
        fingers.press(Key.Key_Tab)
    assert fingers.at().accessibleName() == names[0]
    return names
