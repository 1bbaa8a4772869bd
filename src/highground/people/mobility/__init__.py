"""Who moves, who returns, who cannot leave: flows, their cost and fit, households, counting by difference, herds, relocation."""
