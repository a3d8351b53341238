"""Plan: in plain words, where the person stands, what comes next, and the forms that change it."""
