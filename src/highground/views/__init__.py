"""How it is shown: report, command line."""
