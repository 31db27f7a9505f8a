"""``jalon self-test``: whether this installation can do the whole job."""

import tempfile
from pathlib import Path

from jalon.cli import demo as example
from jalon.cli import output
from jalon.errors import N_
from jalon.forms import load, messages
from jalon.language import SOURCE_LANGUAGE, Translator, available, translator


def self_test(*, tr: Translator) -> int:
    """Load every form, read every catalogue, make, sign and verify the example."""
    for form_id in load.shipped():
        form = load.form(form_id)
        output.say(tr.text(N_("Questionnaire {id}: {n} items"), id=form_id, n=len(form.items)))
        missing = [
            (code, context)
            for code in available()
            if code != SOURCE_LANGUAGE
            for context, text in messages.messages(form)
            if not translator(code).knows(context, text)
        ]
        for code, context in missing:
            output.complain(tr.text(N_("No text in {code}: {context}"), code=code, context=context))
        if missing:
            return output.NO
    with tempfile.TemporaryDirectory() as folder:
        outcome = example.demo(Path(folder) / "demo", tr=tr)
    output.say(tr.text(N_("All good.")) if outcome == output.GOOD else tr.text(N_("Not good.")))
    return outcome
