"""Every entry of the shared corpus of hostile input against what its index expects."""
