"""Data: the samples that a model is fitted to, and the sets that are built in."""
