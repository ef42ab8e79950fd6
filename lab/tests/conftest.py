"""What every test may use is what the product's tests use."""

from tests.conftest import _only_whole_pages_are_recorded, _rows_are_locked_in_transactions, django_db_setup

__all__ = ["_only_whole_pages_are_recorded", "_rows_are_locked_in_transactions", "django_db_setup"]
