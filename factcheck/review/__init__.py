"""Where people decide what factcheck flagged: a web application on this machine over reports and
the ledger of decisions. Nothing of it knows how decisions are kept; that is `factcheck.store`.
"""
