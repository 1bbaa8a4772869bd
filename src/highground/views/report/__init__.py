"""What people open: page, brief, Word file, slides, workbook, maps and charts."""
