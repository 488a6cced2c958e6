"""The rule packs of this package."""
