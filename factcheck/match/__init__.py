"""Claims that answer the same question: blocking keys, the same-question test, grouping."""
