"""Everything that changes a plan: atomic, keyword-only, told who does it, and safe to repeat."""
