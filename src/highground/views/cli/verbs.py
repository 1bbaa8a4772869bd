"""The verbs, and a group that imports a verb's file only when the verb is called."""

from importlib import import_module
from typing import Final

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
    "sources": "The data at hand, their licences, and what would help most.",
    "show": "Read a finished run back.",
    "check": "Our numbers beside published ones, with verdicts.",
}


class LazyGroup(click.Group):
    """Knows its verbs by name; imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The verbs in the order of the table."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The verb's command, imported now; None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"highground.views.cli.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The list of verbs for the help page, from the table, so that none is imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))
