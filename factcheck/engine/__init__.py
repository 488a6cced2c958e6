"""How the road is driven: in this process, in several, from what earlier runs kept. The results are
the same."""
