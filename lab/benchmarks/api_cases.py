"""Requests made from the OpenAPI document, right and wrong: no answer is a 5xx, each has a documented status.

    python -m lab.benchmarks.api_cases [--cases 3000] [--seed 1]

A demo of last year, asked in this process by an officer, an auditor, nobody, and programs with keys that write, only
read, are of one mission, or open nothing. Ids are those of real rows, of rows of
no one, or no ids at all; bodies follow their schema, then lose, gain and bend fields; headers come, go and lie. Prints
how often each operation was answered how. Exit code 1: something was answered as it should not be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from django.test import Client

Json = dict[str, Any]
ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 10**30, 1.5, "", " ", "x" * 5000, "\u0000", "\ud800", "é\u202e", "1989-02-30", "12,5,0"),
    *([], {}, [[]], {"a": {}}, "00000000-0000-0000-0000-000000000000", "../..", "' OR 1=1 --", "USD", "2024-01-01"),
)
CHANCE_OF_RIGHT, CHANCE_OF_ODD = 0.6, 0.08
MOST_DEEP = 4


class Cases:
    """Makes requests of operations."""

    def __init__(self, document: Json, rng: random.Random, known: dict[str, list[str]]) -> None:
        """Keep the schemas, and the ids that are there by the name of their parameter."""
        self._schemas, self._rng, self._known = document["components"]["schemas"], rng, known
        self.operations = [
            (method, path, operation)
            for path, operations in sorted(document["paths"].items())
            for method, operation in sorted(operations.items())
        ]

    def parameter(self, said: Json) -> str:
        """Return a value for a parameter: one that is there, one that fits its schema, or something odd."""
        known = self._known.get(said["name"], [])
        if known and self._rng.random() < CHANCE_OF_RIGHT:
            return self._rng.choice(known)
        value = self.value(said["schema"]) if self._rng.random() < CHANCE_OF_RIGHT else self._rng.choice(ODD)
        return value if isinstance(value, str) else json.dumps(value)

    def value(self, schema: Json, depth: int = 0) -> Any:  # noqa: ANN401  # JSON is any of six shapes
        """Return a value of a schema, and now and then none of it."""
        rng = self._rng
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        choices = schema.get("anyOf") or schema.get("enum")
        if rng.random() < CHANCE_OF_ODD:
            found: Any = rng.choice(ODD)
        elif choices:
            found = rng.choice(choices)
            found = self.value(found, depth) if "anyOf" in schema else found
        elif schema.get("type") == "object":
            found = self._object(schema, depth)
        elif schema.get("type") == "array":
            number = rng.randrange(3) if depth < MOST_DEEP else 0
            found = [self.value(schema.get("items", {}), depth + 1) for _ in range(number)]
        else:
            found = schema["const"] if "const" in schema else self._plain(schema)
        return found

    def _object(self, schema: Json, depth: int) -> Json:
        needed, found = set(schema.get("required", ())), {}
        for name, part in schema.get("properties", {}).items():
            if self._rng.random() < (0.97 if name in needed else 0.6):
                known = self._known.get(name, [])
                found[name] = self._rng.choice(known) if known and self._rng.random() < 0.8 else self.value(part, depth)
        if self._rng.random() < 0.05:
            found["nobody_asked"] = self._rng.choice(ODD)
        return found

    def _plain(self, schema: Json) -> Any:  # noqa: ANN401  # JSON is any of six shapes
        rng = self._rng
        day = f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
        by_form = {"uuid": str(UUID(int=rng.getrandbits(128), version=4)), "date": day, "date-time": f"{day}T10:00:00Z"}
        by_kind: dict[str, tuple[Any, ...]] = {
            "integer": (0, 1, 2, 50, 2**31, 2**63),
            "number": (0.5, 1.0, 1e300),
            "boolean": (True, False),
            "null": (None,),
        }
        if schema.get("format") in by_form:
            return by_form[schema["format"]]
        words = ("CNY", "USD", "100", "12.5", "call", "contract", "Tea", "090210", "茶", "чай", "en")
        return rng.choice(by_kind.get(schema.get("type", ""), words))

    def ask(self, client: Client, method: str, path: str, operation: Json) -> Any:  # noqa: ANN401  # the test client's
        """Send one request made of an operation."""
        address, query, headers = path, {}, {}
        for one in operation.get("parameters", ()):
            if not one.get("required") and self._rng.random() < 0.4:
                continue
            value = self.parameter(one)
            if one["in"] == "path":
                address = address.replace("{" + one["name"] + "}", _in_path(value))
            elif one["in"] == "query":
                query[one["name"]] = value.encode("utf-8", "replace").decode()
            else:
                headers[one["name"]] = value.encode("ascii", "replace").decode().replace("\x00", "").replace("\n", "")
        body: Any = None
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            body = json.dumps(self.value(schema))
            body = body[: self._rng.randrange(len(body) + 1)] if self._rng.random() < 0.05 else body
        asked = getattr(client, method)
        if method in {"get", "head"}:
            return asked(address, query, headers=headers)
        return asked(address, body or "", content_type="application/json", headers=headers, query_params=query)


def _in_path(value: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  # beside its use

    return quote(value.encode("utf-8", "replace"), safe="") or "-"


def _known_ids() -> dict[str, list[str]]:
    from tearoad.mission.web.models import Mission  # noqa: PLC0415  # settings are named first
    from tearoad.orders.web.models import Opportunity, OpportunityEvent  # noqa: PLC0415  # settings are named first
    from tearoad.values import Language  # noqa: PLC0415  # settings are named first

    opportunities = Opportunity.objects.all()[:20]
    return {
        "mission_id": [str(mission) for mission in Mission.objects.values_list("pk", flat=True)],
        "opportunity_id": [str(opportunity.pk) for opportunity in opportunities],
        "about": [str(event) for event in OpportunityEvent.objects.values_list("pk", flat=True)[:20]],
        "firm": list({opportunity.firm for opportunity in opportunities}),
        "buyer": list({opportunity.buyer for opportunity in opportunities}),
        "edition": ["1", "2"],
        "language": [language.value for language in Language],
        "Idempotency-Key": [f"key-{number}" for number in range(200)],
    }


def main() -> int:
    """Ask, count, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, begun = random.Random(asked.seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"TEAROAD_DATA": folder, "TEAROAD_LOG_LEVEL": "ERROR"}
        from tearoad.site import manage  # noqa: PLC0415  # after the environment

        manage.start()
        from django.test import Client  # noqa: PLC0415  # after the set-up

        from tearoad.people import Role  # noqa: PLC0415  # after the set-up
        from tearoad.people.web.models import Organisation, User, acting_for  # noqa: PLC0415  # after the set-up
        from tearoad.site.api import api  # noqa: PLC0415  # after the set-up
        from tearoad.site.play.organisation import ADDRESSES  # noqa: PLC0415  # after the set-up

        _play()
        clients = [Client(HTTP_HOST="localhost", raise_request_exception=False) for _ in range(6)]
        for client in clients[:4]:
            client.force_login(User.objects.get(email=ADDRESSES[Role.OFFICER]))
        clients[4].force_login(User.objects.get(email=ADDRESSES[Role.AUDITOR]))
        with acting_for(Organisation.objects.order_by("pk")[0].pk):
            known = _known_ids()
            for key in _keys(known["mission_id"][0]):
                program = Client(HTTP_HOST="localhost", raise_request_exception=False)
                program.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key}"
                clients.append(program)
        cases, answers = Cases(api.get_openapi_schema(), rng, known), defaultdict[str, Counter[int]](Counter)
        wrong: list[str] = []
        for number in range(asked.cases):
            method, path, operation = cases.operations[number % len(cases.operations)]
            answer = cases.ask(rng.choice(clients), method, path, operation)
            answers[f"{method.upper()} {path}"][answer.status_code] += 1
            if answer.status_code >= 500 or answer.status_code not in operation["responses"]:
                path_asked = answer.request["PATH_INFO"][:120]
                wrong.append(f"case {number}: {answer.status_code} {method.upper()} {path_asked}")
    for name, counted in sorted(answers.items()):
        print(f"{name}: {dict(sorted(counted.items()))}")
    print(f"{asked.cases} cases of {len(answers)} operations, {len(wrong)} wrong, {time.monotonic() - begun:.0f} s")
    print("\n".join(wrong[:20]))
    return int(bool(wrong))


def _keys(mission: str) -> list[str]:
    """Return a key that writes, one that only reads, one of one mission, one that was taken back, and none."""
    from tearoad.people import Actor, Role  # noqa: PLC0415  # settings are named first
    from tearoad.people.web.actions import program_gate, program_keys  # noqa: PLC0415  # settings are named first
    from tearoad.people.web.models import User, current_tenant  # noqa: PLC0415  # settings are named first
    from tearoad.site.play.organisation import ADDRESSES  # noqa: PLC0415  # settings are named first
    from tearoad.web.clock import fair_now  # noqa: PLC0415  # settings are named first

    program_gate.REQUESTS_A_MINUTE = program_gate.TRIES = 10**6  # cases, not how many a minute has, are what is tried
    by = Actor(current_tenant(), Role.OFFICER, User.objects.get(email=ADDRESSES[Role.OFFICER]).pk)
    until = fair_now().date() + timedelta(days=100)
    wanted = (("", True), ("", True), ("", False), (mission, True), ("", True))
    made = [
        program_keys.make_key(by, program_keys.WantedKey("Cases", only, writes=writes, until=until))
        for only, writes in wanted
    ]
    program_keys.revoke_key(by, made[-1].row)
    return [*(key.secret for key in made), "tr_none"]


def _play() -> None:
    """Make a mission whose fair is over, with what came of it."""
    from tearoad.companies import Standing  # noqa: PLC0415  # settings are named first
    from tearoad.companies.web.models import Company  # noqa: PLC0415  # settings are named first
    from tearoad.demo import make_mission  # noqa: PLC0415  # settings are named first
    from tearoad.journey.web.actions.write_files import write_files  # noqa: PLC0415  # settings are named first
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # settings are named first
    from tearoad.people.web.models import acting_for  # noqa: PLC0415  # settings are named first
    from tearoad.site.play.following import follow  # noqa: PLC0415  # settings are named first
    from tearoad.site.play.organisation import FIRST, found_organisation  # noqa: PLC0415  # settings are named first
    from tearoad.site.serve.preparing import collect_static_once, prepare  # noqa: PLC0415  # settings are named first

    prepare()
    collect_static_once()
    officer, files = found_organisation(FIRST), make_mission()
    with acting_for(officer.tenant):
        mission = make(officer, files.mission)
        write_files(officer, mission, files)
        mission.refresh_from_db()
        Company.objects.update(standing=Standing.CLEAR)
        follow(officer, mission)


if __name__ == "__main__":
    sys.exit(main())
