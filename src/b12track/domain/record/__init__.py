"""What is kept: the records as frozen values, the table of their fields, and the exchange document that holds them.

records      the values, and what each of their attributes is in Python
loading      a value from its raw record and back, by that alone; all that answering and saving need
fields       THE table: one row a field, from which come check, columns, JSON Schema, forms, words, readers and gaps
schema       what a row can say, and what follows from the rows of a kind
field_types  what a field can hold: its check, its JSON Schema
document     the exchange document as a whole, and what makes it valid; `json_schema` says it to other programs
intervals    how often and until when; `kinds` the symptoms; `ids` new ids; `faults` how the rules say no
"""
