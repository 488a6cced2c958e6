"""Text to sentences with syntax, mentions, reference, attribution and factuality."""
