"""The command line finds its commands without loading what they do not need."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from bigscreen.app.cli import COMMANDS, main


def test_help_names_every_command_without_loading_any():
    code = (
        "import sys; from click.testing import CliRunner; from bigscreen.app.cli import main;"
        "from bigscreen.app import cli; print(sorted(m for m in sys.modules if 'PySide6' in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_says_where_it_lives(name):
    module, attribute = COMMANDS[name].split(":")
    assert module.startswith("bigscreen.app.")
    assert attribute.rstrip("_") == name  # "list" is taken by Python


def test_an_unknown_command_is_named():
    result = CliRunner().invoke(main, ["dance"])
    assert result.exit_code == 2
    assert "dance" in result.output


def test_version_is_the_package_version():
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert "0." in result.output
