"""Finding something in the open project: a page, a requirement, a question, one's own words.

``hits`` looks through what can be found, which ``asked``
takes from the questionnaire and ``written`` from the record; ``hit_list`` shows what was found,
``finder`` is the panel with the line to type in, ``way_in`` shows it. All of it is imported when
somebody first looks for something.
"""
