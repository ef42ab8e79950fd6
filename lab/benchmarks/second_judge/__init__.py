"""A second judge of plans: written from the documents alone, sharing no code with the product.

It reads a mission's folder and its `plan.json`, nothing else, and names what in the plan cannot be, or breaks a rule
that the documents state. `python -m lab.benchmarks.second_judge --help` plans and judges many missions from outside.
"""
