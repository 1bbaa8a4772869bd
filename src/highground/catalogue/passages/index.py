"""Full-text search over passages: SQLite FTS5 in memory, by beginnings of words, best match first (bm25)."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

_TOKENS = "unicode61 remove_diacritics 0"


def ranked(passages: Sequence[str], beginnings: Iterable[str]) -> tuple[tuple[int, float], ...]:
    """Places of passages in which some word begins so, and their rank: larger is better.

    The letters of both must be folded alike by the caller. Beginnings that hold no letter or digit find nothing.

    >>> [place for place, _ in ranked(["the glaciers melt", "the road", "a glacier"], ["glaci"])]
    [2, 0]
    """
    asked = sorted({word for word in beginnings if word and word.isalnum()})
    if not asked:
        return ()
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"CREATE VIRTUAL TABLE passage USING fts5(words, tokenize='{_TOKENS}')")
        base.executemany(
            "INSERT INTO passage(rowid, words) VALUES (?, ?)",
            ((place, words.replace("\x00", " ").encode("utf-8", "replace").decode()) for place, words in enumerate(passages)),
        )
        question = " OR ".join(f'"{word}"*' for word in asked)
        found = base.execute("SELECT rowid, -bm25(passage) FROM passage WHERE passage MATCH ? ORDER BY 2 DESC, 1", (question,))
        return tuple((int(place), float(rank)) for place, rank in found)
