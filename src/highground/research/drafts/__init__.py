"""A draft read sentence by sentence: figures, confusions, single causes and terms that a reader should doubt."""
