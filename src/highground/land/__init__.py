"""The mountain: terrain, climate, glaciers, ecosystems. Pure: arrays in, arrays out."""
