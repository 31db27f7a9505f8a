"""A later edition that the product does not have: made of the shipped one, on a root of its own."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from jalon import assets
from jalon.assessment.changes import PROVIDER
from jalon.forms import cache, compiled, load
from jalon.forms.editions import Earlier, Move
from jalon.forms.model import Chapter, Commitment, Form, ItemId, Measure, Requirement
from jalon.session import Session
from jalon.values import replace

LATER, LATEST = "code-2031-02-03", "code-2033-05-07"
DAYS = {LATER: "2031-02-03", LATEST: "2033-05-07"}
_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def shipped(folder: Path, *later: Form) -> Iterator[Path]:
    """Let the product ship these editions besides its own, which stand in ``folder``."""
    forms = folder / "forms"
    forms.mkdir(parents=True)
    for name in ("i18n", "resources"):
        (folder / name).symlink_to(_ROOT / name)
    for real in (_ROOT / "forms").iterdir():
        (forms / real.name).symlink_to(real)
    for form in later:
        (forms / form.id).mkdir()
        (forms / form.id / cache.NAME).write_bytes(compiled.pack(form))
    old = assets._REPOSITORY_ROOT
    try:
        assets._REPOSITORY_ROOT = folder
        forget()
        yield forms
    finally:
        assets._REPOSITORY_ROOT = old
        forget()


def answered(path: Path, *items: str) -> Path:
    """Make a project in which the company answers these items; return where it is."""
    session = Session.create(path, author="Ada")
    for number, item in enumerate(items):
        session.answer(PROVIDER, item, "state", "implemented")
        session.answer(PROVIDER, item, "how", f"in our own way {number}")
    session.close()
    return path


def forget() -> None:
    """Have what is shipped looked up again."""
    for kept in (assets.folder, load.shipped, load.current, load._form):
        kept.cache_clear()


def later(
    form: Form,
    *,
    become: Mapping[str, tuple[str, ...]] | None = None,
    reword: Mapping[str, str] | None = None,
    asked_of: Mapping[str, str] | None = None,
    edition: str = LATER,
) -> Form:
    """Return a later edition: requirements that become others, demands with other words.

    ``become`` has the new ids of each old one, none where it is dropped; a new id that none of
    the old ones had is a copy of the first that becomes it. ``reword`` is by new id;
    ``asked_of`` says of new ids who answers.
    """
    become, reword, asked_of = become or {}, reword or {}, asked_of or {}
    known = set(form.items)
    made: set[str] = set()

    def requirements(old: Iterable[Requirement]) -> tuple[Requirement, ...]:
        found: list[Requirement] = []
        for one in old:
            for name in become.get(one.id, (one.id,)):
                fresh = name not in known or name == one.id
                if fresh and name not in made:
                    made.add(name)
                    scope = asked_of.get(name, one.scope)
                    demand = reword.get(name, one.demand)
                    found.append(replace(one, id=ItemId(name), demand=demand, scope=scope))
        return tuple(found)

    def measure(one: Measure) -> Measure:
        return replace(one, requirement=requirements(one.requirement))

    def chapter(one: Chapter) -> Chapter:
        commitments = tuple(
            Commitment(c.number, c.title, tuple(map(measure, c.measure))) for c in one.commitment
        )
        return replace(one, commitment=commitments)

    moves = tuple(Move(old, new) for old, new in become.items())
    # A real edition would say anew when each thing is due; here what changes is due at no time.
    gone = {*become, *asked_of}
    rules = tuple(
        r for r in form.dates.rule if not {r.item, r.extension.item if r.extension else ""} & gone
    )
    return replace(
        form,
        dates=replace(form.dates, rule=rules),
        id=edition,
        edition=DAYS[edition],
        chapter=tuple(map(chapter, form.chapter)),
        earlier=Earlier(form.id, moves),
    )
