"""The bank of questions of one country: from its evidence table, from its claims, and from what every learner has to know."""
