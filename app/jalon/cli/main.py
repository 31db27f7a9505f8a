"""From arguments to a command and an exit code."""

import argparse
import functools
import locale
import os
from collections.abc import Callable, Sequence
from typing import Final

from jalon.cli import (
    about,
    copies,
    demo,
    document,
    items,
    keeping,
    migrate,
    models,
    output,
    parser,
    passphrases,
    project,
    reports,
    rescuing,
    selftest,
    states,
    status,
)
from jalon.cli.reports import Signing
from jalon.errors import N_, ProjectError, UserError
from jalon.language import SOURCE_LANGUAGE, Translator, available, translator
from jalon.session import opened
from jalon.session.unlocking import passphrase_from


def parsed(arguments: Sequence[str]) -> tuple[argparse.Namespace, Translator]:
    """Parse arguments; wrong use ends the program with code 2, as argparse does."""
    language, rest = _asked(arguments)
    tr = translator(language or system_language())
    made = parser.parser(tr)
    options = made.parse_args(rest)
    if unreadable := _unreadable(options):
        made.error(tr.text(N_("{text} is not written in this system’s encoding"), text=unreadable))
    options.language = language or options.language
    return options, tr


def run(options: argparse.Namespace, tr: Translator) -> int:
    """Run a command and return its exit code."""
    try:
        with passphrase_from(_told(options, tr)):
            outcome = _COMMANDS[options.command](options, tr)
        output.finish()
    except UserError as error:
        output.complain(output.message(error, tr))
        damaged = isinstance(error, ProjectError) and error.reason == "damaged"
        return output.NO if damaged and options.command == "check" else output.UNANSWERED
    except KeyboardInterrupt:
        output.complain(tr.text(N_("Interrupted; nothing half-done was left behind.")))
        return output.UNANSWERED
    else:
        return outcome


def system_language() -> str:
    """Return the shipped language nearest to the system's."""
    named = next(
        (os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)),
        locale.getlocale()[0] or "",
    )
    code = named.partition("_")[0].partition(".")[0].lower()
    return code if code in available() else SOURCE_LANGUAGE


def _asked(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take the language out before parsing: the parser itself speaks it, wherever it stands."""
    rest: list[str] = []
    language, waiting = None, False
    for argument in arguments:
        name, _, value = argument.partition("=")
        if waiting:
            language = argument if argument in available() else language
            rest[:0] = [] if argument in available() else ["--language", argument]
            waiting = False
        elif name == "--language" and (value in available() or not value):
            language, waiting = value or language, not value
        else:
            rest.append(argument)
    return language, ["--language"] if waiting else rest  # a command would take it for its own


def _unreadable(options: argparse.Namespace) -> str:
    """Return the first text given whose bytes are no characters; such can be no record.

    A file's name may hold any bytes: it is no text.
    """
    for name, given in vars(options).items():
        for text in given if isinstance(given, list) else [given]:
            if not isinstance(text, str) or name.endswith("passphrase_file"):
                continue
            if any("\ud800" <= sign <= "\udfff" for sign in text):
                return text
    return ""


def _signing(options: argparse.Namespace) -> Signing:
    path = options.identity if "identity" in options else options.sign
    return Signing(path, options.role, options.passphrase_file)


def _status(options: argparse.Namespace, tr: Translator) -> int:
    from jalon.cli.evidence import looked_at

    with opened(options.file) as session:
        return status.status(looked_at(session).snapshot(), as_json=options.json, tr=tr)


def _contradictions(options: argparse.Namespace, tr: Translator) -> int:
    from jalon.cli import signing
    from jalon.cli.evidence import looked_at

    with opened(options.file) as session:
        return signing.listed(looked_at(session).snapshot(), as_json=options.json, tr=tr)


def _attest(options: argparse.Namespace, tr: Translator) -> int:
    from jalon.cli import signing

    return signing.attest(
        options.file,
        options.statements,
        author=options.author,
        withdraw=options.withdraw,
        as_json=options.json,
        tr=tr,
    )


def _dates(options: argparse.Namespace, tr: Translator) -> int:
    from jalon.cli import dates

    with opened(options.file) as session:
        return dates.dates(session.snapshot(), options.today, as_json=options.json, tr=tr)


def _document(options: argparse.Namespace, tr: Translator) -> int:
    asked = document.Asked(
        options.kind, options.model, options.reader, options.document_language or tr.code
    )
    return document.document(options.file, options.target, asked, as_json=options.json, tr=tr)


def _report(options: argparse.Namespace, tr: Translator) -> int:
    return reports.report(
        options.file,
        options.target,
        language=options.report_language or tr.code,
        signing=_signing(options) if options.sign else None,
        tr=tr,
    )


def _evidence(options: argparse.Namespace, tr: Translator) -> int:
    from jalon.cli import evidence

    match options.act:
        case "add":
            return evidence.add(
                options.file,
                options.sources,
                to=options.to,
                model=options.model,
                link=options.link,
                told={
                    "name": options.name,
                    "date": options.date,
                    "expires": options.expires,
                    "note": options.note,
                },
                author=options.author,
                tr=tr,
            )
        case "list":
            return evidence.show(options.file, as_json=options.json, check=options.check, tr=tr)
        case "extract":
            return evidence.extract(options.file, options.folder, only=options.only, tr=tr)
        case _:
            return evidence.remove(
                options.file, options.id, reason=options.reason, author=options.author, tr=tr
            )


def _issuer(options: argparse.Namespace, tr: Translator) -> int:
    return reports.issuer(
        options.source, options.target, passphrase_from=options.passphrase_file, tr=tr
    )


def _identity(options: argparse.Namespace, tr: Translator) -> int:
    return reports.identity(
        options.target,
        name=options.name,
        organisation=options.organisation,
        email=options.email,
        passphrase_from=options.passphrase_file,
        tr=tr,
    )


def _told(options: argparse.Namespace, tr: Translator) -> Callable[[], str] | None:
    """Return how to learn the project's passphrase, where the command was told of one."""
    source = options.project_passphrase_file
    # Once for all the files that one command opens, wherever it is read from.
    return functools.cache(functools.partial(passphrases.asked, source, tr)) if source else None


def _settle(options: argparse.Namespace, _tr: Translator) -> int:
    key = copies.key_of(options.subject, options.item, options.field)
    return copies.settle(
        options.file, key, take=options.take, write=options.write, author=options.author
    )


def _migrate(options: argparse.Namespace, tr: Translator) -> int:
    if options.confirm:
        return migrate.confirm(options.file, options.confirm, author=options.author, tr=tr)
    if options.show or options.json:
        return migrate.show(options.file, as_json=options.json, tr=tr)
    return migrate.carry_over(options.file, author=options.author, tr=tr)


def _compare(options: argparse.Namespace, tr: Translator) -> int:
    ends = options.from_version, options.to_version
    return states.compare(options.file, options.other, ends=ends, as_json=options.json, tr=tr)


def _model(options: argparse.Namespace, tr: Translator) -> int:
    path = options.file
    if options.act == "list":
        return models.listed(path, as_json=options.json, tr=tr)
    author = options.author
    match options.act:
        case "add":
            return models.add(path, options.name, author=author, tr=tr)
        case "rename":
            return models.rename(path, options.model, options.name, author=author, tr=tr)
        case "move":
            return models.move(path, options.model, options.place, author=author, tr=tr)
        case "remove":
            return models.remove(path, options.model, author=author, tr=tr)
        case _:
            return models.restore(path, options.model, author=author, tr=tr)


def _merge(options: argparse.Namespace, tr: Translator) -> int:
    source = options.second_passphrase_file
    return copies.merge(
        options.first,
        options.second,
        options.output,
        author=options.author,
        passphrase=None if source is None else passphrases.asked(source, tr),
        called=options.called,
        tr=tr,
    )


_COMMANDS: Final[dict[str, Callable[[argparse.Namespace, Translator], int]]] = {
    "new": lambda o, tr: project.new(o.file, author=o.author, tr=tr),
    "import": lambda o, tr: project.take_over(o.file, o.answers, author=o.author, tr=tr),
    "export": lambda o, tr: project.export(o.file, o.target, tr=tr),
    "status": _status,
    "model": _model,
    "dates": _dates,
    "contradictions": _contradictions,
    "attest": _attest,
    "history": lambda o, tr: project.history(o.file, as_json=o.json, tr=tr),
    "evidence": _evidence,
    "check": lambda o, tr: project.check(o.file, tr=tr),
    "merge": _merge,
    "conflicts": lambda o, tr: copies.conflicts(o.file, as_json=o.json, tr=tr),
    "settle": _settle,
    "compare": _compare,
    "migrate": _migrate,
    "version": lambda o, tr: states.version(o.file, o.name, author=o.author, as_json=o.json, tr=tr),
    "protect": lambda o, tr: keeping.protect(
        o.file, None if o.remove else passphrases.asked(o.passphrase_file, tr, again=True), tr=tr
    ),
    "rescue": lambda o, tr: rescuing.rescue(o.damaged, o.target, tr=tr),
    "backup": lambda o, tr: keeping.backup(o.file, as_json=o.json, listing=o.list, tr=tr),
    "document": _document,
    "report": _report,
    "sign": lambda o, tr: reports.sign(o.source, o.target, signing=_signing(o), tr=tr),
    "identity": _identity,
    "issuer": _issuer,
    "verify": lambda o, tr: reports.verify(o.source, o.project, as_json=o.json, tr=tr),
    "items": lambda o, tr: items.items(as_json=o.json, tr=tr),
    "about": lambda o, tr: about.about(as_json=o.json, tr=tr),
    "schema": lambda o, _tr: project.schema(of_status=o.status),
    "demo": lambda o, tr: demo.demo(o.folder, tr=tr),
    "self-test": lambda _o, tr: selftest.self_test(tr=tr),
}
