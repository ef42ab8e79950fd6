from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tearoad.site.config import Config
from tearoad.site.watch.state import beat

pytestmark = pytest.mark.django_db


def test_health_says_that_the_process_is_alive(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_ready_waits_for_a_worker(client: Client) -> None:
    first = client.get("/readyz")
    assert (first.status_code, first.json()["worker"], first.json()["database"]) == (503, False, True)
    beat()
    second = client.get("/readyz")
    assert (second.status_code, set(second.json().values())) == (200, {True})


@override_settings(CONFIG=Config(least_free_mb=10**12))
def test_ready_names_a_full_disk(client: Client) -> None:
    beat()
    answer = client.get("/readyz")
    assert (answer.status_code, [name for name, well in answer.json().items() if not well]) == (503, ["disk"])


def test_figures_are_counted_by_route_and_never_by_path(client: Client) -> None:
    client.get("/v/a-secret/")
    client.get("/healthz")
    text = client.get("/metrics").content.decode()
    assert 'tearoad_requests_total{method="GET",route="health",status="200"}' in text
    assert 'tearoad_jobs{state="waiting"} 0.0' in text
    assert 'tearoad_messages{state="failed"} 0.0' in text
    assert "a-secret" not in text


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"REMOTE_ADDR": "10.0.0.9"}, 403),
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 403),
    ],
)
def test_figures_are_shown_on_this_machine_only(client: Client, asked: dict[str, str], code: int) -> None:
    assert client.get("/metrics", **asked).status_code == code  # type: ignore[arg-type]  # the environment of a request


@override_settings(CONFIG=Config(metrics_token="t" * 20))
def test_with_a_token_figures_are_shown_to_who_has_it(client: Client) -> None:
    assert client.get("/metrics").status_code == 403
    token = {"authorization": "Bearer " + "t" * 20}
    assert client.get("/metrics", headers=token, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_every_answer_has_the_headers_that_keep_a_browser_safe(client: Client) -> None:
    answer = client.get("/healthz")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    found = {name: answer[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")}
    assert found == {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    assert answer["X-Request-ID"]
