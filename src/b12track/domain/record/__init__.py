"""What is kept: the records as frozen values, the table of their fields, and the exchange document that holds them.

records      the values, and what each of their attributes is in Python
loading      a value from its raw record, by that alone; all that reading needs
fields       THE table: one row a field, from which come check, columns, JSON Schema, forms, words, readers and gaps
field_types  what a field can hold: its check, its JSON Schema, how it becomes raw again
document     the exchange document as a whole, and what makes it valid; `json_schema` says it to other programs
intervals    how often and until when; `kinds` the symptoms; `ids` new ids; `faults` how the rules say no
"""
