"""Problem and plan as JSON, schema `tearoad.plan/1`, and the digest by which a plan names its problem."""

from tearoad.timetable.schema.reading import plan_from_json, problem_from_json
from tearoad.timetable.schema.writing import SCHEMA, digest, plan_to_json, problem_to_json

__all__ = ["SCHEMA", "digest", "plan_from_json", "plan_to_json", "problem_from_json", "problem_to_json"]
