"""Forms for what stands beside the doses: results, visits, notes, questions, supplies, the person."""
