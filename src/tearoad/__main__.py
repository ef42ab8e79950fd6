"""`python -m tearoad` is the command line."""

from tearoad.cli import main

if __name__ == "__main__":  # a press imports this file again
    main()
