"""Proof that people learnt: tests before and after, what they show and what not, and certificates that anybody can check."""
