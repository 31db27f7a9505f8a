"""The words of ``jalon model``."""

from jalon.cli.parsing import Commands, Parser, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_models(commands: Commands, tr: Translator) -> None:
    """Add ``jalon model`` and its acts."""
    model = commands.add("model", tr.text(N_("list, add, name, order, remove models")))
    acts = Commands(model, tr, "act")
    listed = acts.add("list", tr.text(N_("list the models, removed ones too")))
    add_file(listed, tr)
    add_json(listed, tr)
    add = acts.add("add", tr.text(N_("add a model")))
    add_file(add, tr)
    _name(add, tr)
    rename = acts.add("rename", tr.text(N_("give a model another name")))
    _model(rename, tr)
    _name(rename, tr)
    move = acts.add("move", tr.text(N_("put a model at another place")))
    _model(move, tr)
    move.arguments.add_argument(
        "place",
        type=int,
        metavar=tr.text(N_("PLACE")),
        help=tr.text(N_("its place among the models, from 1")),
    )
    remove = acts.add(
        "remove", tr.text(N_("take a model out of the project; its answers stay on record"))
    )
    _model(remove, tr)
    restore = acts.add("restore", tr.text(N_("bring a removed model back, with its answers")))
    _model(restore, tr)
    for act in (add, rename, move, remove, restore):
        add_author(act, tr)


def _model(command: Parser, tr: Translator) -> None:
    add_file(command, tr)
    command.arguments.add_argument(
        "model",
        metavar=tr.text(N_("MODEL")),
        help=tr.text(N_("its name, its place from 1, or its id")),
    )


def _name(command: Parser, tr: Translator) -> None:
    command.arguments.add_argument(
        "name",
        metavar=tr.text(N_("NAME")),
        help=tr.text(N_("the name under which it is on the market")),
    )
