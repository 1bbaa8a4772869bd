"""Capacity: the training kit, its questions, the people trained, and the proof that they learnt."""
