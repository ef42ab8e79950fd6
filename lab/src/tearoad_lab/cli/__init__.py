"""The command line of the laboratory, `tearoad-lab`: benches, and commands for matchmaking events."""

import os


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `tearoad.cli.main` has it
    from tearoad.cli.app import main as run  # noqa: PLC0415  # so that importing the package costs nothing
    from tearoad_lab.cli.commands import build  # noqa: PLC0415  # so that importing the package costs nothing

    run(build)
