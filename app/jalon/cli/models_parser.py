"""The words of ``jalon model``."""

from jalon.cli.parsing import Commands, Parser, add_author, add_file, add_json
from jalon.errors import N_
from jalon.language import Translator


def add_models(commands: Commands, tr: Translator) -> None:
    """Add ``jalon model`` and its acts."""
    model = commands.add("model", N_("list, add, name, order, remove models"))
    acts = Commands(model, tr, "act")
    listed = acts.add("list", N_("list the models, removed ones too"))
    add_file(listed)
    add_json(listed)
    add = acts.add("add", N_("add a model"))
    add_file(add)
    _name(add)
    rename = acts.add("rename", N_("give a model another name"))
    _model(rename)
    _name(rename)
    move = acts.add("move", N_("put a model at another place"))
    _model(move)
    move.takes("place", N_("PLACE"), N_("its place among the models, from 1"), type=int)
    remove = acts.add("remove", N_("take a model out of the project; its answers stay on record"))
    _model(remove)
    restore = acts.add("restore", N_("bring a removed model back, with its answers"))
    _model(restore)
    for act in (add, rename, move, remove, restore):
        add_author(act)


def _model(command: Parser) -> None:
    add_file(command)
    command.takes("model", N_("MODEL"), N_("its name, its place from 1, or its id"))


def _name(command: Parser) -> None:
    command.takes("name", N_("NAME"), N_("the name under which it is on the market"))
