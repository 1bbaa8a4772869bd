"""People who are trained: their register, what their institutions need, events and attendance."""
