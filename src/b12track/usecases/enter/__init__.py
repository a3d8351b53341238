"""Entering what is new; every one of these saves one change that one undo takes back.

daily_log        the scores of a day, and what the evening asks
injection        a dose that was given, foreseen and recorded
injection_draft  what was typed of it, and what the plan, the supply and the last dose fill in
entries          results, visits, notes, questions, supplies and treatments, by the rows of their kind; answers
supplies         vials at home: what is left, opened, thrown away
treatments       what is taken beside the injections, and its end
symptom_choices  which symptoms are asked for, and one's own
"""
