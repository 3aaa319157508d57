"""The settings of a fit: what is predicted, by which model, and how badly it may be."""
