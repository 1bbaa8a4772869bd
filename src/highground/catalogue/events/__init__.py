"""The door for loss tables: a sheet of disasters from a ministry, DesInventar, IDMC or EM-DAT, read strictly and said plainly."""
