from __future__ import annotations

import pytest

from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.people.web.models import Organisation, acting_for
from tearoad.people.web.models.tenancy import NoTenantError
from tearoad.web.clock import now


def _keep(name: str) -> StoredFile:
    made: StoredFile = StoredFile.objects.create(
        digest="0" * 64, size=1, media_type="text/plain", name=name, kind="import", kept_at=now()
    )
    return made


def test_an_organisation_sees_its_own_rows_only(officer: Actor) -> None:
    _keep("ours")
    other = Organisation.objects.create(name="Another (fictional)")
    with acting_for(other.id):
        _keep("theirs")
        assert [file.name for file in StoredFile.objects.all()] == ["theirs"]
    assert officer.tenant != other.id
    assert [file.name for file in StoredFile.objects.all()] == ["ours"]


@pytest.mark.django_db
def test_a_query_without_an_organisation_is_a_fault() -> None:
    with pytest.raises(NoTenantError):
        StoredFile.objects.count()


def test_a_row_of_another_organisation_cannot_be_saved(officer: Actor) -> None:
    del officer
    other = Organisation.objects.create(name="Another (fictional)")
    with acting_for(other.id):
        theirs = _keep("theirs")
    with pytest.raises(NoTenantError):
        theirs.save()
