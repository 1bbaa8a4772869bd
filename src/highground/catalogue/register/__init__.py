"""The door of the register of planned relocation: lists of families without names, places, hazards by place, and the register itself."""
