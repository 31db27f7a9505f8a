"""Wheel build hook: put the shipped data into the package, compiled.

Only the standard wheel gets it; an editable install reads the checkout. Forms are validated
and compiled, catalogues compiled, formats written down, resources copied, each to ``jalon/_data``.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataFolders(BuildHookInterface):  # type: ignore[type-arg]  # generic only to type checkers
    """Make ``jalon/_data`` while a standard wheel is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the data to the wheel; ``version`` is 'standard' or 'editable'."""
        if version != "standard":
            return
        root = Path(self.root)
        self._made = Path(tempfile.mkdtemp(prefix="jalon-data-"))
        compile_data(root, self._made)
        build_data["force_include"][str(self._made)] = "jalon/_data"
        build_data["force_include"][str(root / "resources")] = "jalon/_data/resources"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made for the wheel."""
        del build_data, artifact_path
        if version == "standard":
            shutil.rmtree(self._made, ignore_errors=True)


def compile_data(root: Path, target: Path) -> None:
    """Write the compiled forms, catalogues and formats of the checkout ``root`` into ``target``.

    Raises:
        ValueError: a form or a catalogue is wrong; no wheel is built of it.
    """
    sys.path.insert(0, str(root / "app"))
    try:
        from jalon.formats import compile_formats, name
        from jalon.forms.cache import NAME, compile_form
        from jalon.language import SOURCE_LANGUAGE, compile_catalogue, locale_name
    finally:
        sys.path.remove(str(root / "app"))
    for form in sorted(root.glob("forms/*/form.toml")):
        _write(target / "forms" / form.parent.name / NAME, compile_form(form.parent))
    codes = [SOURCE_LANGUAGE]
    for catalogue in sorted(root.glob("i18n/*/LC_MESSAGES/messages.po")):
        code = catalogue.parents[1].name
        codes.append(code)
        compiled = compile_catalogue(code, catalogue.read_bytes())
        _write(target / "i18n" / code / "LC_MESSAGES" / "messages.mo", compiled)
    for code in codes:
        _write(target / "i18n" / name(code), compile_formats(locale_name(code)))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
