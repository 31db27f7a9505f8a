"""Dates that follow from what is recorded: pure, three-valued, "today" an argument.

``counting`` counts, ``events`` and ``incidents`` read what users entered, ``engine`` applies the
form's rules to it, ``incident_dates`` those of one serious incident, ``words`` says it.
"""
