"""What certificates are made of and read from: the issuer's private key, the list of participants, credentials."""
