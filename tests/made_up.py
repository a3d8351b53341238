"""The made-up year as it stands on the tests' day."""

from datetime import date

from b12track.domain.reference.demo import demo_record

TODAY = date(2026, 11, 21)
DEMO = demo_record(TODAY)
