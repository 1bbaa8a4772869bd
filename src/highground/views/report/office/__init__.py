"""Files for Word, PowerPoint and Excel."""
