"""The negotiation pack: asks that rest on claims, fact cards, objections with answers, and the dated line of mountain diplomacy."""
