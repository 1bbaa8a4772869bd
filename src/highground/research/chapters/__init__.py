"""One file a topic: from material and draws to rows of the evidence table."""
