"""For the tests of the product and of the laboratory: what a test may cost, and which are left to the night."""

pytest_plugins = ["tests.suite.plugin"]
