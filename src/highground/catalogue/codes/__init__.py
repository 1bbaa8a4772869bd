"""The code book and the instruments that codes are given by, and the workbook in which coders work."""
