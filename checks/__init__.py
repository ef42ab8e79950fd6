"""What `make check` judges beyond lint and types; `python -m checks` runs all of it."""
