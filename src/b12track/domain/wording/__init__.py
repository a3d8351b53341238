"""What people read: said once, for both faces and every page."""
