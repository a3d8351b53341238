"""Words in and out: who is meant, what is asked, what was saved."""
