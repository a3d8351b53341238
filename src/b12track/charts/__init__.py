"""Pictures of the numbers: points from records, drawn for the terminal or as SVG."""
