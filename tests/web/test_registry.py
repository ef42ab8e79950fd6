from dataclasses import dataclass

import pytest

from tearoad.people.policies import Policy
from tearoad.web import registry
from tearoad.web.registry import Event, Panel, PanelPlace


@dataclass(frozen=True, slots=True)
class TeaPoured(Event):
    cups: int


@dataclass(frozen=True, slots=True)
class GreenTeaPoured(TeaPoured):
    pass


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(registry, "_panels", [])
    monkeypatch.setattr(registry, "_providers", {})


def panel(name: str, order: int, place: PanelPlace = PanelPlace.MISSION) -> Panel:
    return Panel(place, name, order, Policy.SEE_MISSIONS, "web/parts/badge.html", lambda _request, _subject: None)


def test_everyone_who_listens_hears_an_event_in_their_order() -> None:
    heard: list[str] = []
    registry.on(TeaPoured, lambda event: heard.append(f"first {event.cups}"))
    registry.on(TeaPoured, lambda event: heard.append(f"second {event.cups}"))
    registry.emit(TeaPoured(2))
    assert heard == ["first 2", "second 2"]


def test_an_event_of_another_kind_is_not_heard() -> None:
    heard: list[TeaPoured] = []
    registry.on(TeaPoured, heard.append)
    registry.emit(GreenTeaPoured(1))
    assert heard == []


def test_a_handler_that_fails_stops_the_action() -> None:
    def fail(_event: TeaPoured) -> None:
        raise ValueError("spilt")

    registry.on(TeaPoured, fail)
    with pytest.raises(ValueError, match="spilt"):
        registry.emit(TeaPoured(1))


def test_panels_stand_in_their_order_each_in_its_place() -> None:
    for shown_panel in (panel("b", 2), panel("a", 1), panel("link", 0, PanelPlace.NAVIGATION), panel("c", 1)):
        registry.add_panel(shown_panel)
    assert [shown_panel.name for shown_panel in registry.panels(PanelPlace.MISSION)] == ["a", "c", "b"]
    assert [shown_panel.name for shown_panel in registry.panels(PanelPlace.NAVIGATION)] == ["link"]


def test_a_question_has_one_answer() -> None:
    registry.provide("visitor", lambda: "Tuesday")
    assert registry.ask("visitor") == "Tuesday"
    with pytest.raises(ValueError, match="visitor"):
        registry.provide("visitor", lambda: "Wednesday")


def test_a_question_that_nobody_declared_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        registry.provide("weather", lambda: "rain")


def test_a_question_that_nobody_answers_is_told() -> None:
    with pytest.raises(KeyError):
        registry.ask("visitor", "token")
