"""Labels of a form: what the lexicon says they mean, alone or in front of their value, and what others may be.

head       fields, goals, sections and money        columns   what heads a column of a table
within     labels with their values in one text    likely    what may be a label by its words
wording    what a label that nobody knows may mean, by the characters that it shares with known ones
"""
