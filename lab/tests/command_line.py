"""The command line of the laboratory, called in this process."""

from functools import partial

from tearoad.cli import app
from tearoad_lab.cli.commands import build

run = partial(app.run, program=build)
