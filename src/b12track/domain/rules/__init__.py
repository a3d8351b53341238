"""What follows from the records; today is always an argument.

When the next dose is wanted
    plans_in_force   which plan holds when, and to which a dose belongs
    course           one plan walked dose by dose; `schedule` says where it stands today
    phases, regimens the stretches over all plans: loading and maintenance; what makes two comparable
    overview         one person as of one moment, which every answer starts from
    doubt            why an answer is not certain

What may be written down
    entry            what holds of every record that is entered or changed
    unusual          what is plausible and asked about first; `slips` what is valid and looks odd
    audit            what the record of a dose lacks or contradicts
    giver, sites, stock   who gave it, where on the body, what is left at home

What the numbers may claim
    numbers/         the arithmetic of the verdicts, which knows days and values alone
    trends, comparison, after_doses, logged   the same bound to the records
    flag, flags/     what needs a person's eye: what one is, and the rules that raise them
"""
