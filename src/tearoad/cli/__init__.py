"""One command line, one file per command."""

import sys


def main() -> None:
    """Run the command line."""
    try:
        from tearoad.cli.app import main as run  # noqa: PLC0415  # so that importing the package costs nothing

        run()
    except KeyboardInterrupt:  # before the command line could speak, or at its very end
        sys.exit(4)
