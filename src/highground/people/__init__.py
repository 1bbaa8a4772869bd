"""Who lives there. Pure: arrays in, arrays out."""
