"""A project beside its plan: results with ranges, money by year, what is late, and steps that rest on evidence."""
