"""Kinds of values: one file a kind, each parses a surface form and relates two normal forms."""
