"""What is kept: the records as frozen values, the table of their fields, and the exchange document that holds them."""
