"""Projects: results against plan, budgets, and what the evidence of a run measures."""
