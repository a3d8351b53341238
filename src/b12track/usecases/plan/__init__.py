"""The plan: entered, changed, and shown before it is.

guided       questions whose answers make a plan
first_start  the same for somebody who begins, with the doses already given
enter        a plan saved, new or as a correction, with what it changes of the past
amend        one thing of a plan changed: interval, dose, drug
foreseen     what a confirmation, a move, a skip or a stop would do
change       carried out as it was foreseen, or refused
"""
