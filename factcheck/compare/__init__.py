"""Questions to findings: answers side by side, a verdict, an explanation, a confidence."""
