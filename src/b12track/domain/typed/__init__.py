"""What people type: dates, amounts, scores, zones, answers; a reader returns a value or says what would be right."""
