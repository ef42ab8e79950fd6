"""A new mission from an earlier one: its settings without its days and without what belongs to its firms."""

from __future__ import annotations

from typing import Any

from tearoad.mission import Mission
from tearoad.mission.web.forms.settings_form import USUAL_DAYS, tree_of


def tree_to_copy(earlier: Mission) -> dict[str, Any]:
    """Return the tree that the form of a copy starts from; its days are kept for their hours alone."""
    tree = dict(tree_of(earlier))
    tree[USUAL_DAYS] = tree.pop("days", [])
    places = [place for place in tree.pop("places", ()) if not place.get("owner")]
    known = {said for place in places for said in (place.get("id"), place.get("zone"), place.get("hall")) if said}
    walks = [walk for walk in tree.pop("walks", ()) if {walk.get("from"), walk.get("to")} <= known]
    return tree | ({"places": places} if places else {}) | ({"walks": walks} if walks else {})
