"""Who uses what, of small files; and of this house, that a change of any file leads to a test."""

from __future__ import annotations

from pathlib import Path

from checks.changed.house import house, seconds
from checks.changed.python_uses import Sources
from checks.changed.text_uses import uses

ROOT = Path(__file__).parents[3]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def used_by(folder: Path, files: dict[str, str], user: str) -> set[str]:
    return {used for by, used in Sources(written(folder, files), files).uses() if by == user}


def test_imports_count_wherever_they_stand_and_lead_through_what_a_package_passes_on(tmp_path: Path) -> None:
    files = {
        "src/tearoad/a/__init__.py": 'from tearoad.a.b import B\nfrom tearoad.a.d import D\n__all__ = ["B"]\n',
        "src/tearoad/a/b.py": "B = 1\n",
        "src/tearoad/a/c.py": "def c():\n    if 1:\n        from tearoad.a import B\n",
        "src/tearoad/a/d.py": "import tearoad.a.b\nfrom tearoad.a import c\n",
    }
    assert used_by(tmp_path, files, "src/tearoad/a/c.py") == {"src/tearoad/a/__init__.py", "src/tearoad/a/b.py"}
    assert used_by(tmp_path, files, "src/tearoad/a/d.py") == {"src/tearoad/a/b.py", "src/tearoad/a/c.py"}
    assert used_by(tmp_path, files, "src/tearoad/a/__init__.py") == {"src/tearoad/a/d.py"}


def test_of_a_conftest_only_the_fixtures_that_are_asked_for_count(tmp_path: Path) -> None:
    files = {
        "src/tearoad/a.py": "",
        "src/tearoad/b.py": "",
        "tests/conftest.py": "from tearoad.a import a\nfrom tearoad.b import b\n\ndef one(): a()\n\ndef two(): b()\n",
        "tests/x/conftest.py": "import pytest\n\n@pytest.fixture(autouse=True)\ndef ready(one): ...\n",
        "tests/x/test_x.py": "def test_x(): ...\n",
        "tests/test_y.py": 'import pytest\n\n@pytest.mark.usefixtures("two")\ndef test_y(): ...\n',
        "tests/x/test_z.py": "from tests.conftest import two\n",
    }
    assert used_by(tmp_path, files, "tests/x/test_x.py") == {"tests/x/conftest.py::ready"}
    assert used_by(tmp_path, files, "tests/test_y.py") == {"tests/conftest.py::two"}
    assert used_by(tmp_path, files, "tests/x/test_z.py") == {"tests/x/conftest.py::ready", "tests/conftest.py::two"}
    assert used_by(tmp_path, files, "tests/x/conftest.py::ready") == {"tests/x/conftest.py", "tests/conftest.py::one"}
    assert used_by(tmp_path, files, "tests/conftest.py::one") == {"tests/conftest.py", "src/tearoad/a.py"}


def test_what_is_not_imported_is_found_by_its_name(tmp_path: Path) -> None:
    files = {
        "src/tearoad/a/web/templates/a/page.html": "{% load marks %}{% say 'office.too_large' %}",
        "src/tearoad/a/web/static/a/page.js": 'import { send } from "./send.js";',
        "src/tearoad/a/web/static/a/send.js": "",
        "src/tearoad/b/web/static/b/send.js": "",
        "src/tearoad/a/web/views.py": 'render(request, "a/page.html")',
        "src/tearoad/web/templatetags/marks.py": "",
        "src/tearoad/words/locale/en/office.po": "",
        "tests/b/test_send.py": 'run("b/send.js")',
    }
    named = set(uses(written(tmp_path, files), files))
    assert named == {
        ("src/tearoad/a/web/templates/a/page.html", "src/tearoad/web/templatetags/marks.py"),
        ("src/tearoad/a/web/templates/a/page.html", "src/tearoad/words/locale/en/office.po"),
        ("src/tearoad/a/web/static/a/page.js", "src/tearoad/a/web/static/a/send.js"),
        ("src/tearoad/a/web/views.py", "src/tearoad/a/web/templates/a/page.html"),
        ("tests/b/test_send.py", "src/tearoad/b/web/static/b/send.js"),
    }


def test_a_file_of_tests_costs_what_it_last_did_and_else_what_its_kind_does() -> None:
    known = {"tests/a/test_a.py::test_1": 1.5, "fixture site for tests/a/test_a.py": 2.0}
    assert seconds(["tests/a/test_a.py", "tests/a/test_b_browser.py"], known) == {
        "tests/a/test_a.py": 3.5,
        "tests/a/test_b_browser.py": 20.0,
    }


def test_this_house_is_read() -> None:
    """A part of it, for it is large."""
    here = house(
        ROOT, ("src/tearoad/names", "src/tearoad/mission/web", "tests/names", "tests/mission/web", "tests/site")
    )
    assert {"tests/site/isolation", "tests/site/walk", "tests/site/attack"} <= set(here.whole)
    assert not {"tests/site/front", "tests/site/hub"} & set(here.whole)
    assert "tests/names/test_rarity.py" in here.users["src/tearoad/names/rarity.py"]
    assert "tests/mission/web/test_own_photo.py" in here.users["src/tearoad/mission/web/urls.py"]
    assert (
        "src/tearoad/mission/web/views/own_photo.py"
        in here.users["src/tearoad/mission/web/templates/mission/own_photo.html"]
    )
