"""The rule language: what a rule may say, how packs are loaded, how their examples are run."""
