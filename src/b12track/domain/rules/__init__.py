"""What follows from the records: the course, the schedule, plans in force, flags, the audit, stock and sites."""
