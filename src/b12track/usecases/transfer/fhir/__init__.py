"""FHIR bundles that people bring: ours, and those that a clinic's portal gives them.

bundle    which resources come in as what, and why the others do not
doses     an administration, a statement, a vaccination that was an injection
results   laboratory results of anybody's, and scores of ours
parts     what the parts of a resource say: moments, amounts, concepts, references
"""
