"""The golden cases on scope, read from their files."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[1] / "data" / "scope"


@dataclass(frozen=True, slots=True)
class Case:
    """A company with its models, and what is expected of it; see the README of the folder."""

    id: str
    company: Mapping[str, Any]
    models: tuple[Mapping[str, Any], ...]
    expected: Mapping[str, Any] = field(default_factory=dict)

    def answers(self, form: str) -> dict[str, Any]:
        """Return the facts as a file that ``jalon import`` takes."""
        names = [f"model-{number:08x}" for number in range(1, len(self.models) + 1)]
        facts = [
            *({"subject": "provider", "item": k, "value": v} for k, v in self.company.items()),
            *(
                {"subject": name, "item": k, "value": v}
                for name, model in zip(names, self.models, strict=True)
                for k, v in model.items()
            ),
        ]
        return {
            "format": "jalon-answers",
            "version": 1,
            "form": form,
            "models": names,
            "facts": facts,
            "answers": [],
        }

    def part(self, name: str) -> Iterator[tuple[int | None, str, Any]]:
        """Yield (which model, None for the company; conclusion; what is expected)."""
        for key, wanted in self.expected.get(name, {}).items():
            if key.startswith("company."):
                yield None, key.removeprefix("company."), wanted
            elif name == "value" and isinstance(wanted, list):
                yield from ((n, key, one) for n, one in enumerate(wanted))
            else:
                yield 0, key, wanted


def cases() -> tuple[Case, ...]:
    """Return every case of every file."""
    return tuple(
        _case(path.stem, number, document.get("base", {}), case)
        for path in sorted(FOLDER.glob("*.toml"))
        for document in (tomllib.loads(path.read_text(encoding="utf-8")),)
        for number, case in enumerate(document["case"], start=1)
    )


def _case(stem: str, number: int, base: Mapping[str, Any], case: Mapping[str, Any]) -> Case:
    unset = set(case.get("unset", ()))

    def facts(whose: str, more: Mapping[str, Any]) -> Mapping[str, Any]:
        return {k: v for k, v in base.get(whose, {}).items() if k not in unset} | dict(more)

    return Case(
        f"{stem}-{number:02} {case['name']}",
        facts("company", case.get("company", {})),
        tuple(facts("model", m) for m in case.get("models", [case.get("model", {})])),
        case,
    )
