"""Export potential: supply times demand times ease, as the International Trade Centre published the idea.

Source: Decreux and Spies, "Export Potential Assessments" (ITC, 2016). Without corrections the potential of exporter i
in market j for product k is X_ik / X_k * M_jk * ease_ij; ease makes the sum over products of what i could sell in j
equal to what i sells in j.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.errors import InputError
from tearoad.text import Text

Floats: TypeAlias = npt.NDArray[np.float64]


def export_potential(
    flows: Floats,
    *,
    export_growth: Floats | None = None,
    import_growth: Floats | None = None,
    advantage: Floats | None = None,
) -> Floats:
    """Return the potential value of every flow, in the unit of the flows; time and memory are those of the array.

    supply is the exporter's share of the world's exports of the product, demand the market's imports of it. Ease is how
    much more (or less) the exporter sells in the market than supply and demand let expect over all products together.

    Args:
        flows: values by exporter, market and product; none is negative.
        export_growth: factor by exporter and product by which supply is expected to grow; 1 without it.
        import_growth: factor by market and product by which demand is expected to grow, as population times GDP a head;
            1 without it.
        advantage: factor by exporter, market and product by which demand turns to the exporter, for its tariff and its
            distance beside those of others; 1 without it.

    Raises:
        InputError: the flows are no such array.

    """
    if flows.ndim != 3 or not bool(np.all(np.isfinite(flows))) or bool(np.any(flows < 0)):
        raise InputError(Text("market.flows_unfit"))
    exports, imports = flows.sum(axis=1), flows.sum(axis=0)
    expected = _expected(exports, imports)
    easier = ease(flows)
    if export_growth is not None or import_growth is not None:
        grown_exports = exports if export_growth is None else exports * export_growth
        grown_imports = imports if import_growth is None else imports * import_growth
        expected = _expected(grown_exports, grown_imports)
    made: Floats = expected * easier[:, :, None] * (1.0 if advantage is None else advantage)
    return made


def ease(flows: Floats) -> Floats:
    """Return by exporter and market how many times more is sold than supply and demand let expect."""
    return _ratio(flows.sum(axis=2), _expected(flows.sum(axis=1), flows.sum(axis=0)).sum(axis=2))


def _expected(exports: Floats, imports: Floats) -> Floats:
    """Return supply times demand: (exporter, product) and (market, product) -> (exporter, market, product)."""
    share = _ratio(exports, exports.sum(axis=0)[None, :])
    made: Floats = share[:, None, :] * imports[None, :, :]
    return made


def _ratio(above: Floats, below: Floats) -> Floats:
    """Return the quotient, 0 where there is nothing to divide by."""
    below = np.broadcast_to(below, above.shape)
    return np.divide(above, below, out=np.zeros_like(above, dtype=np.float64), where=below > 0)
