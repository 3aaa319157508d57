"""The view of data: samples, what each racer predicts for them, and samples moved by hand."""
