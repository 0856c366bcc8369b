"""The command line: ``bigscreen`` alone opens the demo desk, each sub-command one job.

A sub-command's module is loaded only when it is asked for: the hub runs where Qt is not
installed, and ``bigscreen kpi`` does not wait for it.
"""

import importlib

import click

COMMANDS = {
    "account": "bigscreen.app.account_command:account",
    "bulletin": "bigscreen.app.bulletin_command:bulletin_",
    "city": "bigscreen.app.city_command:city",
    "desk": "bigscreen.app.screen_commands:desk",
    "desktop": "bigscreen.app.screen_commands:desktop",
    "form": "bigscreen.app.form_command:form",
    "gallery": "bigscreen.app.gallery_command:gallery",
    "hub": "bigscreen.app.hub_command:hub",
    "kpi": "bigscreen.app.kpi_command:kpi",
    "list": "bigscreen.app.list_command:list_",
    "meeting": "bigscreen.app.meeting_command:meeting",
    "protocol": "bigscreen.app.protocol_command:protocol",
    "replay": "bigscreen.app.replay_command:replay",
    "simulate": "bigscreen.app.simulate_command:simulate",
    "wall": "bigscreen.app.screen_commands:wall",
}
"""Each sub-command and where it lives: ``module:attribute``."""

DEFAULT_COMMAND = "desktop"


class _LazyGroup(click.Group):
    """A group that loads a command when it is called, and falls back to the demo desktop."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--help", "--version"}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="bigscreen")
def main() -> None:
    """Live situation display of a joint police and urban-management command centre.

    Without a command: opens the desk on the demo city with a hub of its own.
    """
