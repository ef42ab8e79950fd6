"""What every test may use."""

from hypothesis import settings

# The same examples on every machine and every day: a red test is a fault in the change at hand, not in the dice.
settings.register_profile("house", derandomize=True, max_examples=100, deadline=None)
settings.load_profile("house")
