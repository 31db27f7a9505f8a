"""The questionnaire as data: shapes, conditions, loading, texts."""
