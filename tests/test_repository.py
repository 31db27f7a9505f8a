"""The repository's outside: locks, what the wheel holds, what no file may say."""

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import debian
import jalon

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "packaging"
RUN, TEST, UV = (LOCKS / f"requirements{kind}.txt" for kind in ("", "-dev", "-uv"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

MACHINES = [
    {"python_version": python, "python_full_version": f"{python}.2", **system}
    for python in ("3.11", "3.12", "3.13")
    for system in (
        {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
        {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
        {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    )
]


def pins(lock: Path) -> list[tuple[Requirement, str]]:
    """Return each pin of a lock with the lines of its hashes."""
    text = re.sub(r"^\s*#.*$", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    joined = text.replace("\\\n", " ").splitlines()
    split = [line.partition(" --hash=") for line in joined if line.strip()]
    return [(Requirement(pin.strip()), mark + hashes) for pin, mark, hashes in split]


def held(lock: Path, machine: dict[str, str]) -> dict[str, str]:
    """Return the releases that a lock gives to one kind of machine."""
    found = {}
    for pin, _hashes in pins(lock):
        if pin.marker is None or pin.marker.evaluate(machine):
            name = canonicalize_name(pin.name)
            assert name not in found, f"{name} twice for {machine}"
            (exact,) = pin.specifier
            assert exact.operator == "=="
            found[name] = exact.version
    return found


def wanted(group: str | None = None) -> list[Requirement]:
    entries = PROJECT["dependency-groups"][group] if group else PROJECT["project"]["dependencies"]
    return [Requirement(entry) for entry in entries if isinstance(entry, str)]


def files() -> Iterator[Path]:
    """Yield the files of the checkout but not what is made in it."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    made = {".git", "node_modules", *(line.strip("/") for line in ignored)}
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in made]
        yield from (
            Path(folder) / n for n in names if n != ".git" and not n.endswith((".pyc", ".mo"))
        )


@pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda m: f"{m['sys_platform']}-{m['python_version']}"
)
@pytest.mark.parametrize(
    ("lock", "groups"), [(RUN, [None, "build"]), (TEST, [None, "build", "dev"])]
)
def test_that_a_lock_holds_every_dependency_on_every_machine(
    lock: Path, groups: list[str | None], machine: dict[str, str]
) -> None:
    releases = held(lock, machine)
    for requirement in (r for group in groups for r in wanted(group)):
        if requirement.marker and not requirement.marker.evaluate(machine):
            continue
        release = releases[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(release), requirement


@pytest.mark.parametrize("lock", [RUN, TEST, UV], ids=lambda p: p.stem)
def test_that_a_lock_holds_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    assert pins(lock)
    for pin, hashes in pins(lock):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", hashes), pin


def test_that_tests_run_on_the_releases_that_users_get() -> None:
    for machine in MACHINES:
        assert held(RUN, machine).items() <= held(TEST, machine).items()


def test_that_python_311_gets_the_qt_that_does_not_abort_there() -> None:
    for machine in MACHINES:
        release = held(RUN, machine)["pyside6-essentials"]
        assert release == held(RUN, machine)["shiboken6"]
        assert (release == "6.11.3") == (machine["python_version"] == "3.11")


def test_that_each_dependency_is_accounted_for() -> None:
    account = (ROOT / "docs" / "decisions" / "002-dependencies.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in account.splitlines() if line.startswith("|")).lower()
    missing = [r.name for r in wanted() if canonicalize_name(r.name) not in rows.replace("_", "-")]
    assert missing == []


def test_that_each_file_by_others_is_named_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    shipped = [p.name for p in (ROOT / "resources").rglob("*") if p.suffix in {".ttf", ".icc"}]
    assert shipped
    assert [name for name in shipped if name not in notice] == []


def test_that_the_version_is_one_and_has_its_changelog() -> None:
    version = PROJECT["project"]["version"]
    assert jalon.__version__ == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_that_the_bootstrap_needs_the_standard_library_only() -> None:
    bootstrap = ROOT / "packaging" / "bootstrap.py"
    command = [sys.executable, "-E", "-s", "-S", str(bootstrap), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "bootstrap.py run" in done.stdout


def test_that_the_readme_gives_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("run", "test"):
        assert f"\npython3 packaging/bootstrap.py {command} " in readme


def test_that_debian_listings_name_packages_and_what_they_bring() -> None:
    for listing in (debian.RUN, debian.TEST):
        assert all(remark for remark in debian.named(listing).values())
    assert debian.named(debian.TEST)["poppler-utils"][0] == "pdfsig"


_FORBIDDEN = [
    re.compile(pattern)
    for pattern in (
        r"(?i)\bpypi\.(org|python\.org)|pythonhosted\.org|registry\.npmjs|deb\.debian\.org",
        r"(?<![\w.~/{}])/(work|root|home)/\w",
    )
]


def test_that_no_file_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [(str(path.relative_to(ROOT)), m[0]) for p in _FORBIDDEN for m in p.finditer(text)]
    assert [f for f in found if f[0] != "tests/test_repository.py"] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as released: built from the sdist that was built from this checkout."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(out.glob("jalon-*.tar.gz"))) == 1
    (made,) = out.glob("jalon-*-py3-none-any.whl")
    return made


def test_that_the_wheel_holds_the_data_compiled(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    editions = [path.parent.name for path in ROOT.glob("forms/*/form.toml")]
    assert editions
    assert {f"jalon/_data/forms/{e}/compiled.jsonl" for e in editions} <= names
    assert "jalon/_data/i18n/fr/LC_MESSAGES/messages.mo" in names
    assert {f"jalon/_data/i18n/formats-{code}.json" for code in ("en", "fr")} <= names
    assert "jalon/py.typed" in names
    assert any(n.startswith("jalon/_data/resources/fonts/") and n.endswith(".ttf") for n in names)
    assert any(n.endswith(".dist-info/licenses/LICENSE") for n in names)
    assert [n for n in names if n.endswith((".po", ".pot", ".toml", ".pyc"))] == []
    assert [n for n in names if not n.startswith(("jalon/", "jalon-"))] == []


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel installed, and nothing of this checkout."""
    home = tmp_path_factory.mktemp("elsewhere")
    make = [sys.executable, "-m", "virtualenv", "--quiet", "--no-download", str(home / "env")]
    subprocess.run(make, check=True)
    programs = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "pip"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return programs


def installed(programs: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the fresh environment, its libraries lent by this one.

    A path in PYTHONPATH is searched without its .pth files, so an editable install of this
    checkout cannot be found through it.
    """
    lent = next(p for p in sys.path if p.endswith(("site-packages", "dist-packages")))
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [str(programs / command[0]), *command[1:]],
        cwd=programs,
        env={**kept, "PYTHONPATH": lent},
        capture_output=True,
        text=True,
        check=False,
    )


def test_that_the_installed_wheel_is_not_this_checkout(elsewhere: Path) -> None:
    done = installed(elsewhere, "python", "-c", "import jalon; print(jalon.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(elsewhere.parent), done.stdout + done.stderr


def test_that_the_installed_wheel_lists_its_items(elsewhere: Path) -> None:
    done = installed(elsewhere, "python", "-m", "jalon", "items", "--json")
    assert done.returncode == 0, done.stderr
    measures = {item["measure"] for item in json.loads(done.stdout)}
    assert {"1.1", "1.2", "1.3", "1.4", "1.5"} <= measures


def test_that_the_installed_program_passes_its_self_test(elsewhere: Path) -> None:
    done = installed(elsewhere, "jalon", "self-test")
    assert done.returncode == 0, done.stdout + done.stderr
