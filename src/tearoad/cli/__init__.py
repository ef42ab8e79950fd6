"""One command line, one file per command."""

import os
import sys


def main() -> None:
    """Run the command line."""
    # Our matrices are small: a second thread of BLAS waits for the first by spinning, which takes twice the processor
    # time and makes no answer quicker. What can go side by side (jobs, requests, solvers) has processes or threads of
    # its own. NumPy reads this once, when it is imported; processes that we start inherit it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from tearoad.cli.app import main as run  # noqa: PLC0415  # so that importing the package costs nothing

        run()
    except KeyboardInterrupt:  # before the command line could speak, or at its very end
        sys.exit(4)
