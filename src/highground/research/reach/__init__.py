"""From where flow starts to whom it reaches: jobs, workers, merged answers, and the tables of a runout."""
