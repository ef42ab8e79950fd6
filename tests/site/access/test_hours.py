from __future__ import annotations

import pytest

from tests.site.access.hours import hours_without_zone


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Opens 09:30</p>", ["Opens 09:30"]),
        ("<time>09:30</time>", ["09:30"]),
        ('<time>09:30 <span class="zone">Moscow</span></time>', []),
        ("<p>Told Tue 9 Feb 09:30 (Moscow)</p>", []),
        ("<p>告知：2月9日周二 09:30（莫斯科）</p>", []),
        ('<p class="muted clocks">Times of Moscow</p><p>09:30</p>', []),
        ("<p>09:30 UTC</p>", ["09:30 UTC", "09:30 UTC"]),
        ("<p>Moscow Standard Time (UTC+3)</p>", []),
        ("<script>09:30</script><p>ratio 1:30, 2027-02-09</p>", []),
    ],
)
def test_an_hour_without_a_zone_is_found(html: str, found: list[str]) -> None:
    assert hours_without_zone(html) == found
