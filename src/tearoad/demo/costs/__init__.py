"""What the demo mission costs."""

from tearoad.demo.costs.after import make_dossier, make_hours
from tearoad.demo.costs.items import make_costs, make_rates

__all__ = ["make_costs", "make_dossier", "make_hours", "make_rates"]
