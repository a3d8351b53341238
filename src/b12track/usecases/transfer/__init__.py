"""What comes in and what leaves.

import_file, import_records  a file by what it is, and its records into a person's file: all of it or nothing
document_file, json_files    the exchange document, read strictly
csv/, fhir/                  tables and bundles as sources of records
compare                      what is new, the same or different
export, calendars, share     the records in a format, the dates in a calendar, a page for a phone
backup, encrypted, restore   everything in one file with its checksum, behind a passphrase, and back
merge                        what two machines changed apart
doctor                       what is wrong with a file, and what can be had again
demo                         a made-up year
"""
