"""The maps between editions: those that are shipped, and what a wrong one is told."""

import tomllib
from pathlib import Path

import pytest
from unit_editions import LATER, later

from jalon.forms import cache, load, schema
from jalon.forms.editions import Earlier, Move
from jalon.forms.succession import faults, successions
from jalon.values import replace

OLD = load.form()
ITEMS = list(OLD.items)
FORMS = Path(__file__).resolve().parents[3] / "forms"


def test_that_every_shipped_edition_but_the_first_has_a_whole_map() -> None:
    first, *others = load.shipped()
    assert load.form(first).earlier is None
    for name in others:
        form = load.form(name)
        assert form.earlier is not None
        assert faults(load.form(form.earlier.edition), form) == []


def test_that_an_id_that_goes_without_a_move_is_named() -> None:
    new = later(OLD, become={ITEMS[0]: ()})
    assert faults(OLD, new) == []
    unsaid = replace(new, earlier=Earlier(OLD.id))
    assert faults(OLD, unsaid) == [
        f"{ITEMS[0]}: gone from {LATER}, and no move says where its answers go"
    ]


def test_that_a_move_to_another_kind_or_to_nothing_is_named() -> None:
    fact = next(iter(OLD.fact))
    moves = (Move(ITEMS[0], (fact,)), Move("never-was", (ITEMS[1],)), Move(ITEMS[2], ("nobody",)))
    said = "\n".join(faults(OLD, replace(OLD, id=LATER, earlier=Earlier(OLD.id, moves))))
    assert f"{ITEMS[0]}: its answers cannot become those of {fact}" in said
    assert "never-was" in said
    assert "nobody" in said


def test_that_the_kinds_of_change_are_told_apart() -> None:
    a, b, c, d, e, f = ITEMS[:6]
    become = {a: ("x",), b: (b, "y"), c: ("z",), d: ("z",), e: ()}
    new = later(OLD, become=become, reword={f: "Other words."})
    kinds = {one.new or one.old[0]: one.kind for one in successions((OLD, new))}
    assert [kinds[i] for i in ("x", b, "y", "z", e, f)] == [
        "renamed",
        "split",
        "split",
        "merged",
        "dropped",
        "reworded",
    ]
    assert {kinds[i] for i in ITEMS[6:]} == {"same"}


@pytest.mark.parametrize("text", ["edition = 3", 'edition = "x"\n[[move]]\nnew = []', "moves = 1"])
def test_that_a_map_of_another_shape_is_refused(text: str, tmp_path: Path) -> None:
    for file in (FORMS / OLD.id).iterdir():
        (tmp_path / file.name).symlink_to(file)
    tomllib.loads(text)
    (tmp_path / "earlier.toml").write_text(text)
    with pytest.raises(Exception, match="earlier"):
        schema.parse(tmp_path)


def test_that_a_map_is_read_from_its_file_and_from_the_cache(tmp_path: Path) -> None:
    for file in (FORMS / OLD.id).iterdir():
        (tmp_path / file.name).symlink_to(file)
    text = f'edition = "code-2020-01-01"\n[[move]]\nold = "gone"\nnew = ["{ITEMS[0]}"]\n'
    (tmp_path / "earlier.toml").write_text(f'{text}[[move]]\nold = "dropped"\n')
    form = cache.restore(cache.compile_form(tmp_path))
    moves = (Move("gone", (ITEMS[0],)), Move("dropped"))
    assert form.earlier == Earlier("code-2020-01-01", moves)
    (tmp_path / "earlier.toml").write_text(text.replace(ITEMS[0], "nobody"))
    with pytest.raises(schema.FormError, match="no nobody to take its answers"):
        schema.parse(tmp_path)
