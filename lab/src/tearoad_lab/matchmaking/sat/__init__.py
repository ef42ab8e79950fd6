"""What a satisfiability solver is told of an event, and how it is asked."""
