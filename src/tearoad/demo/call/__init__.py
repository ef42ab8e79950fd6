"""The call of the demo: a year of three missions, forty applicants, eighteen who go, and what was before."""

from tearoad.demo.call.demo_call import CALL_DAY, DECIDED_ON, SCORERS, SELECTED_DAY, DemoCall, make_call

__all__ = ["CALL_DAY", "DECIDED_ON", "SCORERS", "SELECTED_DAY", "DemoCall", "make_call"]
