"""What is told of an event over time: readings, bounds, sums, rates and one speaker's figures."""
