"""The calendar: the month on Home, any month large, and what a day holds."""
