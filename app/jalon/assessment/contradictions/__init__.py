"""What a record says that does not go together: to be seen before it is signed.

Nothing here blocks, and nothing is scored: each point is a sentence and the way to its place.
A rule is a function in :data:`jalon.assessment.contradictions.rules.RULES`.
"""

from jalon.assessment.contradictions.model import KINDS, TITLES, Contradiction, Kind, View
from jalon.assessment.contradictions.rules import found, of_snapshot

__all__ = ["KINDS", "TITLES", "Contradiction", "Kind", "View", "found", "of_snapshot"]
