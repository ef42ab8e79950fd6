"""One command line, one file per command."""


def main() -> None:
    """Run the command line."""
    from tearoad.cli.app import main as run  # noqa: PLC0415  # so that importing the package costs nothing

    run()
