"""Tables from files: ours, and other people's.

How a table comes in. `file` makes rows of cells of the bytes (`spreadsheet` of an xlsx or ods), as a `table`, which
also says what has to be stated first. `own` knows our columns by their names; `named` makes columns of those that
somebody named, each field read as its row in the table of fields says, `cells` reading dates and numbers as one country
or another writes them, `scale` the scores and `laboratory` the tests. `columns` reads row by row; `matching` holds rows
without an id against what is here; `reader` puts it all together as a source for `import_records`.
"""
