"""Two weeks of an author, a reviewer and a validator, day by day; all they say is drawn by chance.

Each function is a day of :mod:`journeys.office`. What somebody did that has an effect besides
its words is noted in :class:`Work`, so that it can be held to what is found at the end.
"""

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jalon.forms import load
from journeys import texts
from journeys.office import Office, Seat, Somebody

ORDINARY = {
    "model_origin": "own",
    "own_name": "yes",
    "generality": "ordinary",
    "compute_basis": "stated",
    "further_compute": "none",
    "high_impact": "no",
    "commission_decision": "none",
    "market_status": "placed",
}
"""What is said of the model: on the market, without systemic risk."""

VERDICTS = ("to-correct", "improvable", "acceptable")


@dataclass(slots=True)
class Work:
    """Who works on what, and what is left of it.

    Attributes:
        states: how the review of each thing stands, by where it stands.
        verdicts: the last verdict of the reviewer on each measure.
        pieces: titles of evidence by what became of them.
        actions: what is to be done, by how it ended.
        then: the differences since the first signed report, as the overview told them.
    """

    office: Office
    chance: random.Random
    author: Somebody
    reviewer: Somebody
    validator: Somebody
    measures: list[str]
    states: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, str] = field(default_factory=dict)
    actions: dict[str, str] = field(default_factory=dict)
    seen: list[dict[str, Any]] = field(default_factory=list)

    def line(self, words: int = 6) -> str:
        """Draw words that nobody else says in this journey."""
        return f"{texts.line(self.chance, words)} {self.chance.randrange(16**8):08x}"

    def item(self, measure: int) -> str:
        """Return a requirement of one of the chosen measures, always the same."""
        return items(self.measures[measure])[0]

    def about(self, measure: int) -> str:
        """Return one of the chosen measures as an act wants it."""
        return f"measure:{self.measures[measure]}"

    def file(self, name: str) -> Path:
        """Write a file of bytes that nobody chose."""
        path = self.office.folder / name
        path.write_bytes(self.chance.randbytes(self.chance.randint(1, 9000)))
        return path

    def signed(self, number: int) -> Path:
        """Return where the first or second signed report lies."""
        return self.office.folder / f"signé {number}.pdf"


def items(measure: str) -> list[str]:
    """Return the requirements of a measure."""
    return [item for item, (_, _, one) in load.form().home.items() if one.id == measure]


def begun(folder: Path, chance: random.Random) -> Work:
    """Draw who they are and which measures they work on."""
    every = [m.id for c in load.form().chapter[:2] for m in c.measures() if items(m.id)]
    names = [f"{texts.word(chance).title()} {texts.word(chance)}-{n}" for n in "ABC"]
    return Work(
        Office(folder, chance),
        chance,
        Somebody(names[0], "fr"),
        Somebody(names[1], "en"),
        Somebody(names[2], chance.choice(["fr", "en"])),
        chance.sample(every, 5),
    )


def play(work: Work) -> None:
    """Live through the two weeks."""
    for day in (_first, _second, _third, _fifth, _united, _ninth, _tenth, _last):
        day(work)


def _first(work: Work) -> None:
    """The author begins, answers, brings evidence and asks for a review of everything."""
    office, line = work.office, work.line
    with office.sit(work.author, 1) as seat:
        seat.does("fact", page="company", fact="company-name", text=line(2))
        seat.does("fact", page="model", fact="model-name", text=line(1))
        seat.does("scope", **ORDINARY)
        people = {"author": work.author, "reviewer": work.reviewer, "validator": work.validator}
        seat.does("people", **{role: who.name for role, who in people.items()})
        for number, state in enumerate(("partial", "planned", "implemented", "partial")):
            more = {"gap": line(), "next_step": line()} if state != "implemented" else {}
            seat.does("answer", item=work.item(number), state=state, how=line(9), **more)
        seat.does("answer", item=work.item(4), state="not-applicable", reason=line())
        for name in ("dropped", "removed"):
            path = work.file(f"{name} {texts.word(work.chance)}.bin")
            seat.does("drop", item=work.item(2), path=str(path))
            work.pieces[name] = path.name
        for name in ("changed", "gone"):
            path = work.file(f"{name} {texts.word(work.chance)}.bin")
            seat.does("link", path=str(path))
            work.pieces[name] = path.name
        work.pieces["expired"] = line(3)
        seat.does("refer", item=work.item(3), name=work.pieces["expired"], target=line(2))
        seat.does("ask_all")
        for measure in work.measures:
            work.states[f"measure:{measure}"] = "asked"


def _second(work: Work) -> None:
    """The author plans, takes a request back, and the machine stops in the midst of it."""
    office, line = work.office, work.line
    with office.sit(work.author, 2) as seat:
        seat.does("step", about=work.about(3), act="cancel")
        work.states[work.about(3)] = "none"
        late, done = line(), line()
        owner = line(2)
        seat.does(
            "act", what=late, item=work.item(0), owner=owner, due=office.day(4), priority="high"
        )
        seat.does("act", what=done, item=work.item(1), owner=line(2), due=office.day(30))
        work.actions |= {"late": late, "done": done}
        cut = line(20)
        seat.is_killed_amid("comment", about=work.about(0), said=cut)
    with office.sit(work.author, 2) as seat:
        seat.does("comment", about=work.about(0), said=cut)
        dropped = line()
        seat.does("act", what=dropped, item=work.item(0), cost=line(3))
        work.actions["dropped"] = dropped


def _third(work: Work) -> None:
    """The reviewer judges: a verdict of each kind, a remark, a measure sent back."""
    office, line = work.office, work.line
    with office.sit(work.reviewer, 3) as seat:
        seat.does("verdict", about=work.about(0), verdict="to-correct", said=line(12))
        asked = line()
        missing = seat.does(
            "verdict",
            about=work.about(1),
            verdict="improvable",
            said=line(),
            action=asked,
            owner=line(2),
            due=office.day(12),
        )
        assert missing, "nothing says that a corrective action is asked for"
        work.actions["asked"] = asked
        seat.does("verdict", about=work.about(2), verdict="acceptable", said=line())
        work.verdicts |= dict(zip(work.measures, VERDICTS, strict=False))
        work.states |= {work.about(number): "given" for number in range(3)}
        seat.does("step", about=work.about(4), act="send-back", said=line())
        work.states[work.about(4)] = "sent-back"
        at = work.item(work.chance.randrange(3))
        seat.does("comment", about=f"requirement:{at}", said=line(15))


def _fifth(work: Work) -> None:
    """The author answers the reviewer, changes what was judged, makes an action of a verdict."""
    office, line = work.office, work.line
    with office.sit(work.author, 5) as seat:
        question, wrong = line(), line()
        seat.does("comment", about=work.about(0), said=question)
        seat.does("line", about=work.about(0), of=question, ask="answer", said=line())
        seat.does("line", about=work.about(0), of=question, ask="edit", said=line())
        seat.does("comment", about=work.about(2), said=wrong)
        seat.does("line", about=work.about(2), of=wrong, ask="withdraw")
        seat.does("answer", item=work.item(2), state="partial", gap=line())
        seat.does("step", about=work.about(4), act="resume", said="")
        work.states[work.about(4)] = "asked"
        seat.does("act_on_verdict", what=work.actions["asked"], priority="high")
        fallen = line(2)
        seat.does("act_on_gap", item=work.item(3), owner=fallen)
        seat.does("undo", times=work.chance.randint(1, 4), redo=True)
        seat.does("describe", title=work.pieces["expired"], expires=office.day(8), note=line())
        seat.sleeps_until(6)
        _part(work, seat)


def _part(work: Work, seat: Seat) -> None:
    """The reviewer takes a copy along; both go on, and say of one field what does not agree."""
    office, line = work.office, work.line
    copy = office.folder / "copie.jalon"
    seat.does("copy", path=str(copy))
    seat.does("answer", item=work.item(1), state="partial", how=line())
    seat.does("comment", about=work.about(1), said=line())
    with office.sit(work.reviewer, 7, copy) as away:
        kept = line()
        away.does("answer", item=work.item(1), state="not-implemented", how=kept)
        away.does("verdict", about=work.about(4), verdict="acceptable", said=line())
        work.states[work.about(4)], work.verdicts[work.measures[4]] = "given", "acceptable"
        away.does("comment", about=work.about(1), said=line())
        path = work.file(f"copy {texts.word(work.chance)}.bin")
        away.does("drop", item=work.item(1), path=str(path))
        work.pieces["copy"] = path.name
    work.seen.append({"copy": str(copy), "kept": kept})


def _united(work: Work) -> None:
    """The author takes the copy in and settles where both differ."""
    told = work.seen.pop()
    with work.office.sit(work.author, 8) as seat:
        differ = seat.does("unite", path=told["copy"], keep=[told["kept"]])
        assert len(differ) == 2, "the state and the text of one requirement differ"
        assert any(told["kept"] in one for pair in differ for one in pair)
        seat.does("keep_version", name=work.line(3))


def _ninth(work: Work) -> None:
    """Advisers speak, the validator refuses, and a first report is signed all the same."""
    office, line = work.office, work.line
    with office.sit(work.validator, 9) as seat:
        for direction in ("favourable", "unfavourable"):
            seat.does(
                "opinion",
                name=line(2),
                capacity=0,
                direction=direction,
                reasons=line(20),
                day=office.day(9),
            )
        seat.does("step", about="whole:", act="refuse", said=line(9))
        work.states["whole:"] = "refused"
        sign(work, seat, 1)
        work.seen.append(seat.does("overview"))


def _tenth(work: Work) -> None:
    """Files change on the disk and go; the machine stops in the midst of a verdict."""
    office, line = work.office, work.line
    work.file(work.pieces["changed"])
    (office.folder / work.pieces["gone"]).unlink()
    with office.sit(work.reviewer, 10) as seat:
        for name in ("changed", "gone"):
            said = seat.does("amiss", title=work.pieces[name], mend=name == "changed")
            assert said, f"nothing is said of a {name} file"
        seat.does("remove", title=work.pieces["removed"], reason=line())
        seat.sleeps_until(12)
        again = {
            "about": work.about(3),
            "verdict": work.chance.choice(VERDICTS[::2]),
            "said": line(20),
        }
        seat.is_killed_amid("verdict", **again)
    _twelfth(work, again)


def _twelfth(work: Work, again: dict[str, Any]) -> None:
    """The verdict that was cut off is given again, and actions end."""
    office, line = work.office, work.line
    with office.sit(work.reviewer, 12) as seat:
        seat.does("verdict", **again)
        work.states[work.about(3)] = "given"
        work.verdicts[work.measures[3]] = str(again["verdict"])
    with office.sit(work.author, 12) as seat:
        proof = work.file(f"proof {texts.word(work.chance)}.bin")
        seat.does("end_action", what=work.actions["done"], state="done", proof=str(proof))
        work.pieces["proof"] = proof.name
        seat.does("end_action", what=work.actions["dropped"], state="dropped", reason=line())
        seat.does("speak", code="en")
        seat.does("comment", about="whole:", said=line())


def _last(work: Work) -> None:
    """The validator looks, validates after all, attests and signs."""
    with work.office.sit(work.validator, 14) as seat:
        work.seen.append(seat.does("overview"))
        seat.does("step", about="whole:", act="resume")
        seat.does("step", about="whole:", act="validate", said="")
        work.states["whole:"] = "validated"
        seat.does("attest", statement="nature")
        work.seen.append({"points": seat.does("points")})
        sign(work, seat, 2)
        work.seen.append(seat.does("overview"))


def sign(work: Work, seat: Seat, number: int) -> None:
    """Sign the report, with an identity made for it."""
    identity = work.office.folder / f"identity {number}.p12"
    seat.does("sign", path=str(work.signed(number)), identity=str(identity), role=work.line(2))
