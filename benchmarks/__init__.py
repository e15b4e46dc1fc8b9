"""Measurements, run by `make bench`: ratios against a peer or a floor in the same run."""
