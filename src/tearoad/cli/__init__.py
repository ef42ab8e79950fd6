"""One command line, one file per stage."""


def main() -> None:
    """Run the command line."""
    from tearoad.cli.app import app  # noqa: PLC0415  # so that importing the package costs nothing

    app()
