"""When, where, with which interpreter: problem, rules, solve, bounds, check, explain."""
