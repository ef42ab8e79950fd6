"""`python -m tearoad` is the command line."""

from tearoad.cli import main

main()
