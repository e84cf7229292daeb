"""Which stories tell of one event, and which claims say the same: rules over plain values."""
