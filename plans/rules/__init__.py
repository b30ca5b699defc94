"""What the plan decides (R-28, R-35 to R-38, R-47, C-14). Pure: facts and a day in, a result with its reasons out."""
