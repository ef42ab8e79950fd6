"""What is asked before anything of a program's request is read: may it do this, and is the mission its own?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tearoad.mission.web import queries
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest, require


def policy_first(policy: Policy) -> Callable[[ActorRequest], bool]:
    """Return what an operation of the API asks before it looks at what was sent.

    Whoever may not write learns nothing of what is wrong with their request, nor whether another's mission is there.
    """

    def ask(request: ActorRequest) -> bool:
        require(request.actor, policy)
        match = request.resolver_match
        mission_id = match.kwargs.get("mission_id") if match else None
        if mission_id is not None:
            queries.mission(request.actor, UUID(str(mission_id)))
        return True

    return ask
