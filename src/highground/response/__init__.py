"""What is done with the evidence: capacity, policy, projects. Its rooms open with their own issues."""
