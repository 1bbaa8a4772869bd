"""Projects as rows, as a workbook that people fill, and as facts that are bundled."""
