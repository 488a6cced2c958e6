"""Rules applied to parsed articles: sentences in, claims out."""
