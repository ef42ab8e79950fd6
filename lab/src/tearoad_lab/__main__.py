"""`python -m tearoad_lab` is `tearoad-lab`."""

from tearoad_lab.cli import main

if __name__ == "__main__":
    main()
