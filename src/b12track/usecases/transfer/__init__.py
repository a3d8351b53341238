"""What comes in and what leaves: import, export, backups, restore, merge, the doctor."""
