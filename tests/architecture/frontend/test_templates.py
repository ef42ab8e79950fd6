from pathlib import Path

import pytest

from checks.frontend.templates import check, without_tags


def found(root: Path, text: str, name: str = "page.html") -> list[str]:
    folder = root / "templates"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return [str(finding).removeprefix(f"templates/{name}:") for finding in check(root)]


def test_tags_are_cut_out_and_lines_stay() -> None:
    assert without_tags("a\n{# words\nof ours #}b{% say 'x' %}{{ y }}\nc") == "a\n\nb\nc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>\nHello</p>", "2: says 'Hello' itself; use {% say %}"),
        ("<p>茶</p>", "1: says '茶' itself; use {% say %}"),
        ('<img alt="A leaf">', "1: alt='A leaf' is said itself; use {% say %}"),
        ('<td data-label="Price">', "1: data-label='Price' is said itself; use {% say %}"),
        ('<button onclick="go()"></button>', "1: onclick= is forbidden in a page; use a class or a module"),
        ('<p style="color:red"></p>', "1: style= is forbidden in a page; use a class or a module"),
        ("<style>p{}</style>", "1: <style> inside a page is forbidden; put it into a file"),
        ("<script>go()</script>", "1: <script> inside a page is forbidden; put it into a file"),
        ('<a hx-on:click="go()"></a>', "1: hx-on:click= runs code from a page; use a module"),
        (
            '<script src="https://cdn.example/x.js"></script>',
            "1: src='https://cdn.example/x.js' asks somebody else",
        ),
        ('<a href="javascript:go()"></a>', "1: href='javascript:go()' asks somebody else"),
        ("<h1></h1><h3></h3>", "1: <h3> follows <h1>; a level is left out"),
        ("<h2></h3>", "1: </h3> closes no <h3>"),
        ("<h2>", "1: <h2> is not closed"),
        ("<h2><h3></h3>", "1: <h3> begins inside <h2>"),
        (
            '<textarea name="note" maxlength="500"></textarea>',
            "1: <textarea maxlength=> cuts in silence what is pasted; use {% counted most %}",
        ),
        ("{% translate 'Hello' %}", "1: is translated by another catalogue; use {% say %}"),
    ],
)
def test_what_does_not_belong_into_a_template_is_found(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in found(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% say 'web.next' %} · {{ name }} — 100 %</p>",
        "<img alt=\"{% say 'web.next' %}\">",
        '<details{% if open %} open{% endif %} class="menu">',
        '<script type="module" src="{% static \'web/page.js\' %}"></script>',
        "<p>{{ size }} KB · UTC</p>",
        '<body class="{% block body_class %}wide calm{% endblock %}">',
        "{% block body_class %}wide{% endblock %}",
        "{% comment %}words{% endcomment %}&nbsp;&copy;",
        "<h2>{{ a }}</h2><h3>{{ b }}</h3><h2>{{ c }}</h2>",
        '<a href="/missions/">{{ a }}</a>',
    ],
)
def test_what_belongs_there_is_let_pass(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_a_letter_speaks_through_the_catalogue_too(tmp_path: Path) -> None:
    assert found(tmp_path, "{% say 'x.y' %}\nDear {{ name }}\n", "letter.txt") == [
        "2: says 'Dear' itself; use {% say %}"
    ]


def test_html_that_is_no_template_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Hello</p>", encoding="utf-8")
    assert check(tmp_path) == []
