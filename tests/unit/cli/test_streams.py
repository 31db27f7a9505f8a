"""Commands whose output, input or arguments are not what they hope for."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pikepdf import Pdf
from unit_cli import here, told

from jalon import assets, language
from jalon.cli import demo, output, reports
from jalon.cli.main import parsed
from jalon.language import translator
from jalon.session import Session

FULL = Path("/dev/full")
posix = pytest.mark.skipif(os.name == "nt", reason="a shell's redirections")


def shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a line of shell, in which "$J" is the program and $1 the first argument."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line, "sh", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "J": f"{sys.executable} -m jalon"},
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "p.jalon"
    Session.create(path, author="Anne").close()
    return path


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["status", "export"])
def test_that_what_cannot_be_printed_is_said_and_is_no_answer(command: str, file: Path) -> None:
    done = shell(f'$J {command} "$1" >/dev/full', file)
    assert done.returncode == 2
    assert done.stderr == "What was asked for could not be printed: the disk is full.\n"


@posix
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('$J verify "$1" | true', 1),
        ('$J verify "$1" --json >&-', 1),
        ('$J status "$1.gone" 2>&-', 2),
    ],
)
def test_that_the_exit_code_is_the_answers_whoever_listens(
    line: str, code: int, tmp_path: Path
) -> None:
    report = tmp_path / "unsigned.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(report)
    done = shell(line, report)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@posix
def test_that_a_passphrase_is_missed_where_there_is_no_input(file: Path) -> None:
    done = shell('$J protect "$1" --passphrase-file - <&-', file)
    assert done.returncode == 2
    assert done.stderr.startswith("A passphrase is needed")


@pytest.mark.parametrize(
    "words", [["new", "{new}", "--author", "A\udcff"], ["version", "{file}", "\udce9t\udce9"]]
)
def test_that_an_argument_of_no_characters_is_refused_before_anything_is_made(
    words: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = file.with_name("new.jalon")
    with pytest.raises(SystemExit) as ended:
        parsed([word.format(new=new, file=file) for word in words])
    assert ended.value.code == 2
    assert "encoding" in capsys.readouterr().err
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
def test_that_a_report_of_any_name_is_recorded(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(reports, "made", lambda *_: (b"%PDF-", ()))  # what is in it is no matter
    target = tmp_path / "bilan-\udce9.pdf"
    assert here("report", file, target) == 0
    assert target.read_bytes() == b"%PDF-"
    changes = told(capsys, "history", file)
    assert [one["value"] for one in changes if one["field"] == "file"] == ["bilan-\ufffd.pdf"]


def test_that_a_folder_with_too_long_a_name_is_refused_for_the_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("demo", tmp_path / ("x" * 300)) == 2
    assert "the name is too long" in capsys.readouterr().err


@pytest.mark.parametrize("there", [False, True])
def test_that_an_example_that_was_interrupted_leaves_nothing(
    there: bool,  # noqa: FBT001  a case
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "new" / "demo"
    if there:
        folder.mkdir(parents=True)

    def interrupted(*_: object, **__: object) -> int:
        assert {path.suffix for path in folder.iterdir()} == {".jalon", ".p12", ".txt"}
        raise KeyboardInterrupt

    monkeypatch.setattr(reports, "report", interrupted)
    with pytest.raises(KeyboardInterrupt):
        demo.demo(folder, tr=translator("en"))
    left = [path.relative_to(tmp_path) for path in tmp_path.rglob("*")]
    assert sorted(map(str, left)) == (["new", str(Path("new/demo"))] if there else [])


@posix
def test_that_an_interruption_before_anything_began_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's job ignores it
        "class Stop:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'jalon.cli.items':\n"
        f"            os.kill(os.getpid(), {int(signal.SIGINT)})\n"
        "sys.meta_path.insert(0, Stop())\n"
    )
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    done = subprocess.run(
        [sys.executable, "-m", "jalon", "items"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_that_a_path_without_a_name_is_named(
    name: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("import", file, name) == 2
    assert here("export", file, name) == 2
    shown = str(Path(name))
    assert capsys.readouterr().err.splitlines() == [
        f"{shown} cannot be read: it is a folder.",
        f"A file named {shown} is there already. Choose another name.",
    ]


@pytest.mark.parametrize("kept", [b"", b'{"dates": '])
def test_that_a_damaged_cache_is_made_again(
    kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path)
    whole = language.formats("fr", "fr")
    [cached] = tmp_path.rglob("formats-fr-*")
    cached.write_bytes(kept)
    assert language.formats("fr", "fr").listed(["a", "b"]) == whole.listed(["a", "b"])


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that not even root can read")
def test_that_a_cache_that_cannot_be_read_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "cache_folder", lambda: tmp_path)
    source = assets.folder("i18n") / "fr" / "LC_MESSAGES" / "messages.po"
    catalogue, formats = language._compiled("fr", source), language.formats("fr", "fr")
    for cached in [*tmp_path.glob("*.mo"), *tmp_path.glob("formats-*")]:
        cached.unlink()
        cached.symlink_to("/proc/self/mem")
    assert language._compiled("fr", source) == catalogue
    assert language.formats("fr", "fr").listed(["a", "b"]) == formats.listed(["a", "b"])


def test_that_nothing_is_said_where_there_is_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.say("a")
    output.complain("b")
    output.show_json({})
    output.finish()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device without an end")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("import", "zero is larger than 33 MB"),
        ("sign", "zero is larger than 104 MB"),
        ("verify", "larger than any report"),
        ("identity", "zero is a device or a pipe"),
        ("project", "passphrase"),
    ],
)
def test_that_a_device_without_an_end_is_refused_within_bounded_memory(
    tmp_path: Path, command: str, told: str
) -> None:
    project, endless = tmp_path / "p.jalon", "/dev/zero"
    Session.create(project, author="Ada").close()
    (tmp_path / "secret").write_text("trois mots", encoding="utf-8")
    secret = ["--passphrase-file", tmp_path / "secret"]
    words = {
        "import": ["import", project, endless],
        "sign": ["sign", endless, tmp_path / "s.pdf", "--identity", tmp_path / "i.p12"],
        "verify": ["verify", endless],
        "identity": ["report", project, tmp_path / "r.pdf", "--sign", endless, *secret],
        "project": ["--project-passphrase-file", endless, "status", project],
    }[command]
    bounded = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30));"
    code = f"{bounded} from jalon.cli.main import parsed, run; sys.exit(run(*parsed(sys.argv[1:])))"
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    if command != "project":  # which opens without one, whatever the file says
        assert done.returncode in {1, 2}
        assert told in done.stdout + done.stderr
