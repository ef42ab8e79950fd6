"""Tick tasks, take templates into use, remind, write down what became of samples, ask for letters."""
