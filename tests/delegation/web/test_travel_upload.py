"""How large an agent's list may be."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tearoad.delegation.web.forms.travel_upload import read_list
from tearoad.errors import InputError

HEAD = b"a,b\n1,2\n"


def test_list_of_three_megabytes_is_taken_and_one_more_byte_is_not() -> None:
    """Finds a limit that is another than the sentence tells."""
    codes = []
    for size in (3_000_000, 3_000_001):
        with pytest.raises(InputError) as met:
            read_list(SimpleUploadedFile("list.csv", HEAD.ljust(size, b"\n")))
        codes.append(met.value.text.code)
    assert codes == ["sheets.too_many_rows", "delegation_pages.file_large"]
