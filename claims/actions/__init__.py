"""Every write to the database: one subject a file, one transaction a function, the actor as `by`.

All functions are keyword-only and raise claims.exceptions, whose text is a sentence for the person.
"""
