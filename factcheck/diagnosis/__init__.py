"""What a reader asks of the checker: why was this flagged, why was this not, what was read here."""
