"""What plans of a mission strive for and which rules they need not keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from tearoad.mission import Mission, Objective, Switch
from tearoad.text import Text
from tearoad.words import Words


class PlanRulesForm(forms.Form):
    """The place of every objective, and what is switched off. `mission` is what it makes once it is valid."""

    def __init__(self, words: Words, mission: Mission, data: Mapping[str, Any] | None = None) -> None:
        """Show what a mission says, or read what was sent against it."""
        super().__init__(data)
        self.label_suffix = ""
        self.words, self.mission = words, mission
        places = [("", words(Text("plan_rules.not_counted")))]
        places += [(str(n), str(n)) for n in range(1, len(Objective) + 1)]
        for nth, objective in enumerate(_in_order(mission), start=1):
            field = forms.ChoiceField(required=False, choices=places)
            field.label = words(Text(f"board_pages.objective_{objective.value}"))
            field.initial = str(nth) if objective in mission.objectives else ""
            self.fields[objective.value] = field
        for switch in Switch:
            box = forms.BooleanField(required=False, initial=switch in mission.switched_off)
            box.label = words(Text(f"timetable.rule_{switch.value}"))
            self.fields[switch.value] = box

    def objectives(self) -> Iterator[forms.BoundField]:
        """Yield the objectives, the most important first."""
        yield from (self[name] for name in self.fields if name in set(Objective))

    def switches(self) -> Iterator[forms.BoundField]:
        """Yield the rules that can be switched off."""
        yield from (self[switch.value] for switch in Switch)

    def clean(self) -> dict[str, Any]:
        """Order the objectives by their places; the same place twice cannot be meant."""
        found: dict[str, Any] = super().clean() or {}
        taken: dict[str, Objective] = {}
        for objective in Objective:
            place = found.get(objective.value)
            if place and place in taken:
                other = self.fields[taken[place].value].label
                self.add_error(
                    objective.value, self.words(Text("plan_rules.place_twice", place=place, other=str(other)))
                )
            elif place:
                taken[place] = objective
        if not taken and not self.errors:
            self.add_error(None, self.words(Text("plan_rules.no_objective")))
        self.mission = replace(
            self.mission,
            objectives=tuple(taken[place] for place in sorted(taken, key=int)),
            switched_off=frozenset(switch for switch in Switch if found.get(switch.value)),
        )
        return found


def _in_order(mission: Mission) -> tuple[Objective, ...]:
    return tuple(dict.fromkeys((*mission.objectives, *Objective)))
