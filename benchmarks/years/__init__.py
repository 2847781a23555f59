"""Fills an installation with the records of a partnership of many cities over many years, all synthetic."""
