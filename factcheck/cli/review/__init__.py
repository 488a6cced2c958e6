"""`factcheck review`: people decide about what was flagged, in the browser or in the terminal."""

from factcheck.cli.review.command import review

__all__ = ["review"]
