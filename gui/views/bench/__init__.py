"""The loss bench: samples in a table and on a plot, and what criteria make of them."""
