"""One drawn tree of errors. Library code raises them; only the command line prints them."""


class HighgroundError(Exception):
    """Everything that can go wrong in a way a user can mend.

    HighgroundError
    ├── UnknownRegion     no such country or unit; lists the nearest names
    ├── NoMountains       the country has no land that either definition calls mountain
    ├── MissingSource     no card, no bytes for a card while offline, or an extra not installed
    ├── BadCard           a card that breaks the schema
    ├── HashMismatch      the bytes are not the card's
    ├── BadData           columns, units, CRS, duplicates, NaN, negative people, hostile files
    │   └── UnitMismatch  asked for metres, was given feet
    ├── BadRun            a run folder that is damaged, unfinished or not ours
    ├── BadStore          records that are damaged, newer than this version, busy or out of reach
    │   └── Conflict      somebody changed the record since it was read
    └── CannotWrite       the folder is not writable or the disk is full
    """


class UnknownRegion(HighgroundError):
    """No such country or unit; the message lists the nearest names."""


class NoMountains(HighgroundError):
    """The country has no land that either mountain definition accepts."""


class MissingSource(HighgroundError):
    """No card, no bytes for a card while offline, or an optional extra is not installed."""


class BadCard(HighgroundError):
    """A provenance card breaks the schema."""


class HashMismatch(HighgroundError):
    """The bytes found are not the bytes the card names."""


class BadData(HighgroundError):
    """A data door refused its input."""


class UnitMismatch(BadData):
    """The input states another unit than the door asks for."""


class BadRun(HighgroundError):
    """A run folder is damaged, unfinished or not ours."""


class BadStore(HighgroundError):
    """The records are damaged, written by a newer version, busy or out of reach."""


class Conflict(BadStore):
    """Somebody changed the record since it was read; nothing of either change is lost."""


class CannotWrite(HighgroundError):
    """The target folder is not writable or the disk is full."""
