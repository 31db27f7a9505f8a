"""Two weeks of three people on one assessment, through the window; all they said is found again.

What they say, which measures they choose and how they answer is drawn by chance. It is read
back by other means than the program's window: SQLite, ``jalon status --json``, ``pdftotext``.
"""

import json
import os
import random
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from journeys import outside, weeks
from journeys.outside import together
from journeys.weeks import Work
from tools.thorough import examples

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows"),
    outside.needs_pdftotext,
    outside.needs_pdfsig,
]

UNSPOKEN = {"seen", "applied", "rest", "ids", "origin"}
"""Fields that hold what somebody looked at, or where a thing came from: for the program alone."""

SAID_IN_STATUS = {
    "step", "verdict", "comment", "line", "opinion", "act", "act_on_gap", "end_action", "refer",
    "describe", "remove", "people",
}  # fmt: skip
"""Acts whose words the status tells; those of answers stand in the file and on paper."""


def test_that_all_that_three_people_said_in_two_weeks_is_found_again(
    tmp_path: Path, chance: random.Random
) -> None:
    for number in range(examples(1, 8)):
        folder = tmp_path / str(number)
        folder.mkdir()
        work = weeks.begun(folder, chance)
        weeks.play(work)
        project = work.office.project
        assert not outside.jalon("check", project).stderr
        left = [p.name for p in folder.glob("*.jalon*")]
        assert sorted(left) == ["copie.jalon", project.name], "more than the two files was left"
        check_file(work)
        check_status(work, json.loads(outside.jalon("status", project, "--json").stdout))
        check_paper(work)
        check_since_signed(work)


def check_file(work: Work) -> None:
    """Everything that was ever acknowledged is in the log, and every byte of the files."""
    told = work.office.told
    values = {row["value"] for row in changes(work) if isinstance(row["value"], str)}
    assert [word for word in (*told.now, *told.past) if word not in values] == []
    kept = {work.pieces[name] for name in ("dropped", "copy", "proof")}
    with closing(sqlite3.connect(f"file:{work.office.project}?immutable=1", uri=True)) as file:
        found = [data for (data,) in file.execute("SELECT bytes FROM evidence")]
    assert {(work.office.folder / name).read_bytes() for name in kept} == set(found)


def check_status(work: Work, said: dict[str, Any]) -> None:
    """The command tells each word, and where everything stands."""
    whole = json.dumps(said, ensure_ascii=False)
    missing = [
        word
        for word, act in work.office.told.now.items()
        if act in SAID_IN_STATUS and json.dumps(word, ensure_ascii=False)[1:-1] not in whole
    ]
    assert missing == []
    targets = {
        f"{t['about']['scope']}:{t['about']['item'] or ''}": t for t in said["review"]["targets"]
    }
    asked = {
        about: targets[about]["state"] if about in targets else "none" for about in work.states
    }
    assert asked == work.states
    given = {m: targets[f"measure:{m}"]["verdicts"] for m in work.verdicts}
    assert {
        m: [v["verdict"] for v in found if v["by"] == work.reviewer.name]
        for m, found in given.items()
    } == {m: [verdict] for m, verdict in work.verdicts.items()}
    assert targets[work.about(2)]["changed_since"], "nothing says that what was judged is another"
    assert targets["whole:"]["changed_since"] is False
    assert sum(bool(one["withdrawn"]) for one in said["review"]["comments"]) == 1
    assert [o["direction"] for o in said["opinions"]] == ["unfavourable", "favourable"]
    check_actions(work, {one["what"]: one for one in said["actions"]})
    check_evidence(work, {one["title"]: one for one in said["evidence"]})


def check_actions(work: Work, found: dict[str, dict[str, Any]]) -> None:
    """Each action stands as it was left."""
    late, done, dropped, asked = (
        found[work.actions[name]] for name in ("late", "done", "dropped", "asked")
    )
    assert (late["state"], late["overdue"], late["priority"]) == ("open", True, "high")
    assert (done["counted"], len(done["evidence"])) == ("done", 1)
    assert dropped["counted"] == "dropped"
    assert (asked["due"], asked["overdue"]) == (work.office.day(12), True)
    assert asked["origin"]["field"] == "corrective-action"


def check_evidence(work: Work, found: dict[str, dict[str, Any]]) -> None:
    """Each piece stands as the disk and the people left it, and says who brought it."""
    named = {name: found[title] for name, title in work.pieces.items()}
    assert {name: one["condition"] for name, one in named.items()} == {
        "dropped": "current",
        "removed": "removed",
        "changed": "current",
        "gone": "missing",
        "expired": "expired",
        "copy": "current",
        "proof": "current",
    }
    brought = {name: one["added"]["author"] for name, one in named.items()}
    author, reviewer = work.author.name, work.reviewer.name
    assert brought == {**dict.fromkeys(named, author), "copy": reviewer}


def check_paper(work: Work) -> None:
    """The signed report holds, and prints every word that stands; dissent comes first."""
    report = work.signed(2)
    assert outside.signed_whole(report), outside.pdfsig(report)
    outside.jalon("verify", report, "--project", work.office.project)
    whole = plain(outside.printed(report, raw=True))
    assert [word for word in work.office.told.now if plain(word) not in whole] == []
    titles = [title for name, title in work.pieces.items() if name != "expired"]
    assert [title for title in titles if plain(title) not in whole] == []
    for row in changes(work):
        if row["field"] == "file" and row["item"] == "evidence" and row["value"]:
            digits = row["value"]["sha256"]
            current = plain(digits) in whole
            assert current or row["value"]["name"] == work.pieces["changed"]
    (against,) = [row["subject"] for row in changes(work) if row["value"] == "unfavourable"]
    name = next(
        r["value"] for r in changes(work) if r["subject"] == against and r["field"] == "name"
    )
    first = plain(outside.printed(report, raw=True, pages=(1, 1)))
    assert plain(name) in first, "the unfavourable opinion does not stand on the first page"


def check_since_signed(work: Work) -> None:
    """The overview told what changed since the first report, no more and no less."""
    at_first, before, points, after = work.seen
    signed = next(n for n, r in enumerate(changes(work)) if r["value"] == work.signed(1).name)
    assert at_first["changes"] == after["changes"] == []
    last_day = work.office.day(14)
    then = {key(r): r["value"] for r in changes(work)[:signed]}
    now = {
        key(r): r["value"]
        for r in changes(work)[signed:]
        if r["time"][:10] < last_day and r["item"] != "report" and r["field"] not in UNSPOKEN
    }
    other = {k for k, value in now.items() if then.get(k) != value}
    assert f"{len(other)} " in before["since"].replace("\u202f", " ")
    things = {subject for subject, _, _ in other}
    more = [int(n) for n in before["more"].split() if n.isdigit()]
    assert len(before["changes"]) + sum(more) == len(things)
    against = next(r["subject"] for r in changes(work) if r["value"] == "unfavourable")
    name = next(
        r["value"] for r in changes(work) if r["subject"] == against and r["field"] == "name"
    )
    assert name in before["against"][0], "what weighs against is not first"
    assert points["points"]["dissent"] == 1
    assert points["points"]["stale-review"] >= 1


def changes(work: Work) -> list[dict[str, Any]]:
    """Read every recorded change from the closed file, oldest first, without the program."""
    with closing(sqlite3.connect(f"file:{work.office.project}?immutable=1", uri=True)) as file:
        return [json.loads(p) for (p,) in file.execute("SELECT payload FROM change ORDER BY seq")]


def key(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["subject"], row["item"], row["field"]


def plain(text: str) -> str:
    return together(unicodedata.normalize("NFC", text))
