"""The record as a FHIR R4 bundle, for programs of clinics.

bundle                the whole of it: the person, the plan, what follows, and each record's own resource
doses, observations   an injection; laboratory results and scores
parts                 what resources are made of: references, moments, notes, and the words a person reads
codes                 the codes, each with where it was read
"""
