"""Documents made from an assessment: report, signature, verification, answers."""
