"""The figures told of an event over time: what each counts, which of them are points, what cannot be true."""
