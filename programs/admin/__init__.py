"""Where staff curate the catalogue. Evaluations, answers and named people are private and have no page here."""

from programs.admin import catalogue, evidence, imports, people, suggestions

__all__ = ["catalogue", "evidence", "imports", "people", "suggestions"]
