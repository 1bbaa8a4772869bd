"""Writes into each bundled card the sha256 of its file. Run after a bundled file has changed on purpose.

python scripts/hash_cards.py           rewrite
python scripts/hash_cards.py --check   only tell; exit 1 when a hash is old
"""

import hashlib
import re
import sys
import tomllib
from pathlib import Path

BUNDLED = Path(__file__).parents[1] / "src" / "highground" / "catalogue" / "bundled"
LINE = re.compile(r'^sha256 = "[^"\n]*"$', re.MULTILINE)


def fresh(card: Path, bundled: Path) -> str:
    """The card's text with the hash that its file has now; unchanged when it has no file."""
    text = card.read_text(encoding="utf-8")
    file = tomllib.loads(text).get("file")
    if not file:
        return text
    digest = hashlib.sha256((bundled / file).read_bytes()).hexdigest()
    text, found = LINE.subn(f'sha256 = "{digest}"', text)
    if found != 1:
        raise SystemExit(f'{card.name}: needs exactly one line sha256 = "..."')
    return text


def main(arguments: list[str], bundled: Path = BUNDLED) -> int:
    """Rewrite, or with --check only compare; returns the exit code."""
    old = [card for card in sorted((bundled / "cards").glob("*.toml")) if fresh(card, bundled) != card.read_text(encoding="utf-8")]
    for card in old:
        print(card.name)
        if "--check" not in arguments:
            card.write_text(fresh(card, bundled), encoding="utf-8")
    return int(bool(old) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
