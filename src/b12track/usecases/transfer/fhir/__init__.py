"""FHIR bundles that people bring: ours, and those that a clinic's portal gives them."""
