"""The verbs, and groups that import a verb's file only when the verb is called."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

VERBS: Final = {  # verb -> one line for `highground --help`; the code is <verb>.py in this folder, a hyphen written as _
    "profile": "A country's mountains, climate, hazards and people, with ranges and sources.",
    "mirror": "Two countries side by side: what compares, and what does not.",
    "events": "A loss table made into an honest table of displacement.",
    "flows": "A table of moves between places: what explains it, and how well.",
    "runout": "From where flow starts in one valley to whom it reaches.",
    "whatif": "What changes if a policy lever is pulled: with and without, on one page.",
    "claim-check": "A draft read for misquoted figures, confusions, single causes and terms.",
    "relocation": "A register of planned relocation: who is in danger, who consents, where to.",
    "policy": "What laws and plans say on mobility and mountains, and where they are silent.",
    "pack": "What mountain countries may ask for together, for a negotiator on the night before.",
    "teach": "Training on the country's own numbers, with proof that people learnt.",
    "project": "Projects: results against plan, reports, and IATI files in and out.",
    "records": "The store of codes, training and projects: backup, restore, log.",
    "sources": "The data at hand, their licences, and what would help most.",
    "show": "Read a finished result back.",
    "check": "Our numbers beside published ones, with verdicts.",
}
GROUPS: Final[
    Mapping[str, Mapping[str, str]]
] = {  # group -> its verbs, each with one line; the code is <group>/<verb>.py in this folder
    "policy": {
        "add": "Policy texts (PDF, DOCX, HTML, text) into the library, page by page.",
        "texts": "The texts of the library.",
        "drop": "Take a text that nobody has coded out of the library.",
        "instruments": "Laws, strategies and plans that are known, and what of them is verified.",
        "fetch": "National climate plans from the NDC registry.",
        "codebook": "The fields and themes that texts are coded by.",
        "suggest": "Passages that may speak of mobility, mountains, ice or herds, for a person to confirm.",
        "code": "A workbook for a coder, and the filled one back.",
        "agree": "How well coders agree, and where not.",
        "gaps": "Instruments by theme, and where they are silent, beside the claims of a run.",
        "compare": "Mountain countries beside small island states: what their texts say, with intervals.",
    },
    "teach": {
        "kit": "A training of two days from the run: agenda, slides, notes, hand-outs, exercises, answers.",
        "questions": "A bank of questions from the run: Moodle XML, GIFT, SCORM, paper and sheet.",
        "evaluate": "What a training changed: tests before, after and months later, and what they do not show.",
        "certificate": "Certificates as PDF, and as signed Open Badges that anybody can check offline.",
        "verify": "Whether a credential is genuine, checked offline.",
        "people": "The register of stakeholders: people, events, needs and attendance, filled in Excel.",
        "needs": "What institutions need, by theme.",
        "export-person": "Everything that is kept of a person, for the person.",
        "erase": "A person taken out of the records and the log for good.",
    },
    "project": {
        "list": "Every project that is kept or bundled.",
        "show": "One project: its record, results against plan, what is late.",
        "add": "A project from a filled workbook, or projects from an IATI file.",
        "template": "The workbook in which a project is kept, empty or filled.",
        "report": "The report of a project for its donor: Word file and workbook.",
        "iati": "Projects as one valid IATI 2.03 file.",
        "check": "Any IATI file held to schema, code lists and rules.",
    },
    "records": {
        "status": "Where the records are, whole or not, and how many.",
        "log": "Who changed what, and when.",
        "backup": "Every record and the whole log in one file.",
        "restore": "Records as a backup holds them, in place of what is there or into a new store.",
        "upgrade": "Records of an earlier version brought up to date.",
    },
}


class LazyGroup(click.Group):
    """Knows its verbs by name; imports the one that is called."""

    def __init__(self, *arguments: Any, verbs: Mapping[str, str] = VERBS, room: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.verbs = verbs
        self.room = room  # the group whose verbs these are; empty for the first level

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The verbs in the order of the table."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The verb's command, imported now; None when there is no such verb."""
        return command(*filter(None, (self.room, cmd_name))) if cmd_name in self.verbs else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The list of verbs for the help page, from the table, so that none is imported."""
        if not self.verbs:
            return
        with formatter.section("Commands"):
            formatter.write_dl(list(self.verbs.items()))


def paths() -> tuple[tuple[str, ...], ...]:
    """Every verb as it is typed, groups and their verbs alike: ("profile",), ("policy",), ("policy", "add")."""
    return tuple(path for verb in VERBS for path in ((verb,), *((verb, inner) for inner in GROUPS.get(verb, {}))))


def command(*path: str) -> click.Command:
    """The command of a verb, imported now, or a group that imports its own verbs in turn."""
    if path[-1] in GROUPS and len(path) == 1:
        return LazyGroup(path[0], verbs=GROUPS[path[0]], room=path[0], help=VERBS[path[0]], no_args_is_help=True)
    found: click.Command = getattr(import_module(module(*path)), path[-1].replace("-", "_"))
    return found


def module(*path: str) -> str:
    """The module of a verb: `policy add` is policy/add.py."""
    return ".".join(("highground.views.cli", *(word.replace("-", "_") for word in path)))
