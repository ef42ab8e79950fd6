import numpy as np
import pytest

from tearoad.timetable.bounds import certify
from tearoad.timetable.solvers import relaxation
from tearoad.timetable.solvers.linear import Model, Stand
from tearoad.timetable.solvers.relaxation import relaxed
from tearoad.timetable.solvers.solver import Effort

SIDE = 12


@pytest.fixture(autouse=True)
def _slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a row be added at a time."""
    monkeypatch.setattr(relaxation, "LEAST_ADDED", 1)


def matching(seed: int) -> Stand:
    """Firms and buyers, each met once at most, and hours in which so many meet: nearly all rows bind somewhere."""
    dice = np.random.default_rng(seed)
    model = Model()
    model.add_columns(SIDE * SIDE)
    pairs = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    for together in (*pairs, *pairs.T):
        model.add_sum(together.tolist(), [1] * SIDE, most=1)
    for _ in range(10):
        some = dice.choice(SIDE * SIDE, 30, replace=False)
        model.add_sum(some.tolist(), dice.integers(1, 3, 30).tolist(), most=2)
    model.add_sum(range(SIDE), [1] * SIDE, least=1)
    model.goal = {column: int(value) for column, value in enumerate(dice.integers(1, 100, SIDE * SIDE))}
    return model.stand()


def plan(stand: Stand) -> np.typing.NDArray[np.int64]:
    """Values that keep all limits: the first column alone, or the first of the first firm's that fits."""
    for column in range(SIDE):
        values = np.zeros(stand.width, np.int64)
        values[column] = 1
        if stand.holds(values):
            return values
    raise AssertionError


@pytest.mark.parametrize("seed", range(8))
def test_rows_added_as_they_break_come_to_the_same_optimum(seed: int) -> None:
    stand = matching(seed)
    at_once, by_rows = relaxed(stand, Effort(600, 10)), relaxed(stand, Effort(600, 10), plan(stand))
    assert at_once is not None
    assert by_rows is not None
    assert round(float(stand.goal @ by_rows.values), 6) == round(float(stand.goal @ at_once.values), 6)
    assert bool((stand.rows.sums(by_rows.values) <= stand.rows.most + 1e-6).all())


@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_proved_by_rows_as_well(seed: int) -> None:
    stand = matching(seed)
    at_once, by_rows = certify(stand, Effort(600, 10)), certify(stand, Effort(600, 10), plan(stand))
    assert at_once is not None
    assert by_rows is not None
    assert by_rows.bound == at_once.bound


def test_where_the_work_ends_early_the_bound_is_weaker_never_wrong() -> None:
    stand = matching(1)
    whole = certify(stand, Effort(600, 10))
    assert whole is not None
    found = {}
    for parts in range(1, 40):
        certificate = certify(stand, Effort(600, 0.001 * parts), plan(stand))
        if certificate is not None:
            found[parts] = certificate.bound
    assert min(found.values()) == whole.bound
    assert max(found.values()) > whole.bound


def test_rows_that_the_plan_does_not_fill_are_not_told_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    stand = matching(2)
    heights = []

    class Hearing(relaxation._PartialModel):  # noqa: SLF001  # what it is told first
        def __init__(
            self, stand: Stand, rows: np.typing.NDArray[np.bool_], columns: np.typing.NDArray[np.bool_]
        ) -> None:
            heights.append(int(rows.sum()))
            super().__init__(stand, rows, columns)

    monkeypatch.setattr(relaxation, "_PartialModel", Hearing)
    relaxed(stand, Effort(600, 10), plan(stand))
    filled = int((stand.rows.sums(plan(stand)) >= stand.rows.most).sum())
    assert heights == [filled + 1]
    assert filled < stand.rows.height // 2


@pytest.mark.parametrize("seed", range(8))
def test_columns_added_as_they_earn_come_to_the_same_bound(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Told a column of each firm at first, and one at a time, to the very end, it finds what is found at once."""
    stand = matching(seed)
    whole = certify(stand, Effort(600, 10))
    for name, value in {"SIFTED": 1, "NEAR": 0.0, "FEW": 0.0, "BEGUN_WITH": 1, "ADDED": 1}.items():
        monkeypatch.setattr(relaxation, name, value)
    sifted = certify(stand, Effort(600, 10), plan(stand))
    assert whole is not None
    assert sifted is not None
    assert sifted.bound == whole.bound
    assert round(float(stand.goal @ sifted.values), 6) == round(float(stand.goal @ whole.values), 6)


def test_near_the_optimum_the_bound_of_some_columns_holds_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    stand = matching(3)
    whole = certify(stand, Effort(600, 10))
    monkeypatch.setattr(relaxation, "SIFTED", 1)
    monkeypatch.setattr(relaxation, "BEGUN_WITH", 1)
    found = []
    for near in (0.0, 0.02, 0.1, 1.0):
        monkeypatch.setattr(relaxation, "NEAR", near)
        certificate = certify(stand, Effort(600, 10), plan(stand))
        assert certificate is not None
        found.append(certificate.bound)
    assert whole is not None
    assert found == sorted(found)
    assert found[0] == whole.bound
    assert found[-1] > whole.bound
