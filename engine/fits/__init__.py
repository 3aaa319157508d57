"""Fits: the loss of a model on data, as a function of the model's parameters."""
