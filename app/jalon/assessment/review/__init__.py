"""Review: who asked whom, verdicts, comments, validation, and the opinions of advisers.

All of it is changes in the record: each step, comment and opinion is a subject of its own
(``review-``, ``comment-``, ``opinion-`` and 8 hexadecimal digits), so that nothing that
somebody said takes the place of what somebody else said, and copies can be united.
"""
