"""Conclusions on scope: what appears to apply to the company and its models, and why; pure.

Three values: yes, no, not known yet. What is not known never counts as no: a conclusion that is
drawn holds whatever the open questions turn out to be (:mod:`.finding` combines them so).
"""

from jalon.assessment.conclusions.asked import Way, asked, holds, known
from jalon.assessment.conclusions.conclude import Conclusions, conclude
from jalon.assessment.conclusions.model import Basis, Conclusion, Said, Value

__all__ = [
    "Basis",
    "Conclusion",
    "Conclusions",
    "Said",
    "Value",
    "Way",
    "asked",
    "conclude",
    "holds",
    "known",
]
