"""The letters: words in a reader's language, type scale, colours, fonts, translations."""
