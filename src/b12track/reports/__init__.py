"""What leaves the app: one summary as a value, one file per format; what the page says stands in one table of phrases.

    page         what a page is made of; `summary` makes it from a record, `scope` says of which days
    layout       the sections in their order, with a number
    symptoms, regimen, doses, cycles, findings   the sections; `coding` the billing desk's sheet
    text, markdown, html, pdf                    the formats: they lay out and decide nothing
    diary        the sheet to fill in by hand
    csv_file, fhir/, ics/, share                 what leaves in other shapes; `marks` tells whose it is

The phrases are in `domain/wording/page_phrases`.
"""
