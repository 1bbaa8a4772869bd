"""The kit of a training: eight sessions on two days, built from one run; a session whose chapter the run lacks is left out and named."""
