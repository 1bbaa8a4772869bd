"""What may be said: evidence, claims, confidence, sensitivity, validation, twins."""
