"""One table of settings: the command line, its help and docs/settings.md are printed from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGS: Final = ("en", "ru", "kk", "es")
FORMATS: Final = ("html", "pdf", "docx", "pptx", "xlsx")
PACKS_VARIABLE: Final = "HIGHGROUND_PACKS"  # folders, separated as in PATH
RECORDS_VARIABLE: Final = "HIGHGROUND_RECORDS"  # a file or an address
WHO_VARIABLE: Final = "HIGHGROUND_WHO"  # an office or a post
DATA_VARIABLE: Final = "HIGHGROUND_DATA"  # one folder
RUNS: Final = "runs"  # folder that receives runs when nothing else is said
RUNOUTS: Final = ("debris_flow", "avalanche", "rockfall", "lahar", "outburst", "outburst_flood")  # presets of `highground runout`


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a user may choose. `low` and `high` bound whole numbers; `choices` bound words."""

    name: str
    default: int | str | bool
    help: str
    unit: str = ""
    short: str = ""  # one-letter form on the command line
    variable: str = ""  # environment variable that also sets it
    many: bool = False  # may be given more than once
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


SETTINGS: Final = (
    Setting("out", "", f"Folder for the result; the page of each verb says where it lies without it, mostly in {RUNS}.", "folder", short="o"),
    Setting("lang", "en", "Language of the outputs: en, ru, kk or es; several with commas, or all.", "language", many=True, choices=LANGS),
    Setting("formats", ",".join(FORMATS), "Outputs to write: html, pdf, docx, pptx, xlsx; several with commas, or all.", "format",
            many=True, choices=FORMATS),
    Setting("seed", 1, "Seed of everything that is drawn: the same seed gives the same result.", "whole number", low=0, high=2**32 - 1),
    Setting("members", 1000, "Members of the ensemble: more members, steadier ranges, more time. A runout takes 100 unless told.", "members", low=2, high=100_000),
    Setting("pack", "", "Folder with better data and its cards; comes before the bundled data. May be given several times.", "folder",
            variable=PACKS_VARIABLE, many=True),
    Setting("data", "", "Folder of validation data kept outside the product; without it the checks that need it are left out.", "folder",
            variable=DATA_VARIABLE),
    Setting("online", False, "Allow downloads from public sources into the cache; without it nothing touches the network."),
    Setting("all", False, "Every country, one after another; finished runs are skipped, refused countries are listed at the end."),
    Setting("dem", "", "Elevation in metres: GeoTIFF, .hgt or .hgt.gz; several files are joined. May be given several times.", "file", many=True),
    Setting("release", "", "Where flows start: points or areas as GeoPackage, GeoJSON, Shapefile, or CSV with lat and lon.", "file"),
    Setting("lakes", "", "Lakes that may break: points with area_m2, or areas; volume and reach follow from the area.", "file"),
    Setting("auto", False, "Find where flows may start from terrain alone, by the rule of the preset."),
    Setting("preset", "", f"Kind of flow: {', '.join(RUNOUTS)}; without it outburst with --lakes, otherwise debris_flow.", "kind of flow",
            choices=RUNOUTS),
    Setting("people", "", "GeoTIFF of persons per cell, in place of settlements.", "file"),
    Setting("settlements", "", "Settlements with name and people, as --release; without it and --people the bundled places.", "file"),
    Setting("workers", 1, "Processes on this computer that share the work; the answer is the same.", "processes", low=1, high=256),
    Setting("cluster", "", "Address of a dask scheduler, such as tcp://host:8786, that shares the work; the answer is the same.", "address"),
    Setting("country", "", "Country of a table that names none, or of policy texts; of a table of several, only its rows are read.", "text"),
    Setting("hazard", "", "Hazard of the rows that name none: avalanche, outburst, сель, deslave.", "text"),
    Setting("dates", "auto", "How dates with slashes are read: dmy (day first), mdy (month first), auto (refused where nobody can tell).", "order",
            choices=("auto", "dmy", "mdy")),
    Setting("household", "", "People per household, such as 3.6 or 3-5; without it a loss table takes 4, from 2.5 to 7, judged, and a register of relocation takes none.", "text"),
    Setting("sheet", "", "Sheet of the workbook to read; without it the only one with known headings.", "text"),
    Setting("lever", "", "A policy and how far it reaches, such as water=30 (percent of full reach) or relocation=500 (households a year). May be given several times; without it the levers are listed.", "text", many=True),
    Setting("level", "2", "Global warming above 1850-1900 in degC, from 1.09 (today) to 4.", "text"),
    Setting("households", 0, "Households whose next 25 years are simulated one by one; 0 leaves their histories out.", "households", low=0, high=100_000_000),
    Setting("rules", "", "Rules of your own for drafts, behind the bundled ones: a TOML file with [[rule]] and [words.NAME] tables.", "file"),
    Setting("records", "", "Where records are kept: a file, or a PostgreSQL address; without it a file in your own data folder.", "address", variable=RECORDS_VARIABLE),
    Setting("who", "", "Who makes the change, for the log of the records: an office or a post.", "text", variable=WHO_VARIABLE),
    Setting("codebook", "", "Fields and themes of your own, behind the bundled code book: a TOML file with [[field]] and [[theme]] tables.", "file"),
    Setting("coder", "", "Who codes: an office, a post or a coder's number; its answers are kept under this name.", "text"),
    Setting("filled", "", "A workbook that people filled: it is read back, each row checked, and its answers are kept.", "file"),
    Setting("kind", "", "Kind of instrument of a policy text: NDC, NAP, law, regulation, strategy, concept, plan.", "text"),
    Setting("sector", "", "Sector of a policy text, such as water or migration.", "text"),
    Setting("instrument", "", "Id of the instrument in the table, such as KAZ-NDC-2023; it gives country, year and kind.", "text"),
    Setting("title", "", "Title of a policy text; without it that of its instrument, or the name of the file.", "text"),
    Setting("written", "", "Language of a policy text (en, ru, kk, es, or another ISO 639-1 code) where it is not what the words look like.", "text"),
    Setting("year", "", "Year of a policy text.", "text"),
    Setting("listing", "", "Table of the NDC registry (CSV with code, title, language, version, status, encodedAbsUrl); without it the cache's, or the network's with --online.", "file"),
    Setting("theme", "", "Theme of the code book to look for, such as migration or cryosphere; several may be given; without it all are.", "text", many=True),
    Setting("dictionary", "", "Words of your own for suggestions, added to the bundled ones: a TOML file with [[term]], [[not]] and [sets.LANG] tables.", "file"),
    Setting("families", "", "List of families without names (xlsx or csv): number, settlement, people, consent and more; headings in four languages.", "file"),
    Setting("register", "", "A register.xlsx that people filled: it is read back, checked, and written again with its history.", "file"),
    Setting("runout", "", "Folder of a finished runout, with the return period of its event in years where it is known: runs/north=20-100. May be given several times.", "text", many=True),
    Setting("hazards", "", "Table of hazards by settlement: place, hazard, return period in years, chance that an event reaches the place.", "file"),
    Setting("destinations", "", "Table of destinations: name, lat, lon, pasture, farmland, school, clinic and road in km.", "file"),
    Setting("horizon", 30, "Years over which the chance of being reached is told: one generation in a house, judged.", "years", low=1, high=200),
    Setting("by", "", "Who reports the changes, for the log: an office or a post, not a person's name.", "text"),
    Setting("places", "", "Places that a table of flows may name: place, lat, lon, and code and people where known (xlsx or csv).", "file"),
    Setting("effects", "both", "What each place may have of its own in a fit: both (origins and destinations), origin, destination, or none.", "text",
            choices=("both", "origin", "destination", "none")),
    Setting("totals", False, "Rows with the destination “total” are known sums of their origins; what they do not give is shared out."),
    Setting("event", "", "The event that a pack is made for, in your own words, such as \"SB 66, Bonn, June 2027\".", "text"),
    Setting("day", "", "Last day whose facts belong in a pack, such as 2027-06-07; without it the end of the year that the event names.", "text"),
    Setting("comparison", "", "Folder that `policy compare mountain sids` wrote: its confirmed counts stand in a pack, in place of the sentence that there are none.", "folder"),
    Setting("replace", False, "Put what is restored or added in place of what is in the records; a restore writes a copy of that first, and the log keeps what was changed."),
    Setting("table", "", "Only changes of one kind of record, by the name of its table, such as policy_codes.", "text"),
    Setting("since", "", "Only what was from this day on, such as 2026-05-01.", "text"),
    Setting("most", 50, "Changes to print, the last first.", "changes", low=1, high=1_000_000),
    Setting("run", "", "Finished run that evidence is read from: a country such as KAZ, or the folder of its run. May be given several times.", "text", many=True),
    Setting("org", "", "Registered identifier of the organisation that reports to IATI, such as XM-DAC-47066.", "text"),
    Setting("named", "", "Name of that organisation, where no list of IATI states it.", "text"),
    Setting("orgtype", "", "Type of that organisation by the IATI list OrganisationType, where no list states it; 40 is a multilateral.", "text"),
    Setting("exports", "moodle,gift,scorm,docx,xlsx", "How a bank of questions is written: moodle, gift, scorm, docx (two forms on paper and their key), xlsx; several with commas, or all.",
            "export", many=True, choices=("moodle", "gift", "scorm", "docx", "xlsx")),
    Setting("session", "s1,s2,s3,s4,s5,s6,s7,s8", "Sessions of the training whose questions are taken: s1 to s8; several with commas, or all.", "session",
            many=True, choices=("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")),
    Setting("difficulty", "basic,advanced", "Levels of questions that are taken: basic, advanced, or all.", "level of a question", many=True, choices=("basic", "advanced")),
    Setting("count", 0, "Questions to take, spread evenly over the sessions; 0 takes all.", "questions", low=0, high=10_000),
    Setting("read", "", "A bank of questions made elsewhere that is checked and not written: Moodle XML (.xml), GIFT, or a SCORM package (.zip).", "file"),
    Setting("instruments", "", "Instruments of your own, and what you verified of bundled ones: a table (xlsx or csv) with the columns id, iso3, name, kind, and where known year, quote, source, verified_by, verified_on.", "file"),
    Setting("group", "", "Groups of countries of your own: a CSV file with the columns group and iso3.", "file"),
    Setting("unconfirmed", False, "Show on the screen, beside the result, what suggestions alone would say; it is never written to a file."),
    Setting("bank", "", "Folder that highground teach questions wrote: its questions are the key of the tests.", "folder"),
    Setting("before", "", "Answers to the test before the training (xlsx or csv): one row a participant, one column a question; or one row an answer.", "file"),
    Setting("after", "", "Answers to the test after the training (xlsx or csv): one row a participant, one column a question; or one row an answer.", "file"),
    Setting("later", "", "Answers to the same kind of test some months later, where there was one (xlsx or csv).", "file"),
    Setting("threshold", 0, "Share of right answers after the training, in percent, from which a certificate says passed; 0 gives certificates of attendance only.", "percent", low=0, high=100),
    Setting("days", 1, "Days that a person must have attended for any certificate.", "days", low=1, high=366),
    Setting("training", "", "Title of the training, as it stands on certificates.", "text"),
    Setting("held", "", "When and where the training was held, in your own words, such as \"24-25 November 2026, Almaty\".", "text"),
    Setting("issuer", "", "The institution that issues certificates.", "text"),
    Setting("key", "", "The issuer's private key; made on first use, for its owner alone to read; without it a file in your own data folder.", "file"),
    Setting("clear", False, "Write e-mail addresses into credentials as they are; without it only a salted hash stands there."),
    Setting("recipient", "", "Name or e-mail address that the credential should be for.", "text"),
    Setting("did", "", "The key that the issuer publishes (did:key:...), which must have signed.", "text"),
    Setting("json", False, "Print one JSON document on standard output and nothing else there."),
    Setting("debug", False, "Show the full trace of an error instead of one sentence."),
)  # fmt: skip
BY_NAME: Final = {setting.name: setting for setting in SETTINGS}
_OUT: Final = {  # verb -> where its result lies when nothing else is said
    "profile": f"{RUNS}/KAZ, with --all in {RUNS}", "mirror": f"{RUNS}/KAZ-ECU", "events": f"{RUNS}/events-NAME", "flows": f"{RUNS}/flows-NAME",
    "runout": f"{RUNS}/runout", "whatif": f"{RUNS}/KAZ-whatif", "relocation": f"{RUNS}/relocation", "pack": f"{RUNS}/pack-KAZ-ECU",
    "policy code": f"{RUNS}/coding", "policy agree": f"{RUNS}/agreement", "policy gaps": f"{RUNS}/gaps-KAZ", "policy compare": f"{RUNS}/compare-mountain-sids",
    "teach kit": f"{RUNS}/kit-KAZ", "teach questions": f"{RUNS}/questions-KAZ", "teach evaluate": f"{RUNS}/evaluation-KAZ",
    "teach certificate": f"{RUNS}/certificates", "project template": f"{RUNS}/project-NC.0090, or {RUNS}/project-template for an empty one",
    "project report": f"{RUNS}/report-NC.0090", "project iati": f"{RUNS}/iati",
}  # fmt: skip
_SHOWN: Final = "Folder for files; without it the result is only shown on the screen."
_MORE: Final[Mapping[str, Mapping[str, str]]] = {
    "claim-check": {"out": _SHOWN}, "policy codebook": {"out": _SHOWN}, "teach people": {"out": _SHOWN}, "teach needs": {"out": _SHOWN},
    "policy add": {"country": "Country of the texts, by name or code; --instrument gives it too."},
    "policy texts": {"country": "Only texts of this country."},
    "policy instruments": {"country": "Only instruments of this country."},
    "policy fetch": {"country": "Only documents of this country; with --online they are fetched."},
    "policy suggest": {"out": _SHOWN, "country": "Only texts of this country, where no FILES are given."},
    "policy code": {"country": "Only texts of this country."},
    "policy agree": {"country": "Only texts of this country.", "seed": "Seed of the passages that are drawn again for the intervals."},
    "teach questions": {"seed": "Seed of the order of options and of the choice of forms."},
    "project add": {"replace": "Put the file in place of the project of the same number in the records; the log keeps what was changed."},
    "records log": {"by": "Only changes of this office or post."},
    "records backup": {"out": "Name of the file, or a folder for it; without it records-DAY-TIME.zip in this folder."},
    "records restore": {"replace": "Put the backup in place of what is in the records; a copy of that is written first."},
}  # fmt: skip
IN_VERB: Final[
    Mapping[str, Mapping[str, str]]
] = {  # verb -> setting -> what it does there, where that is more exact than in general
    verb: ({"out": f"Folder for the result; without it {_OUT[verb]}."} if verb in _OUT else {}) | dict(_MORE.get(verb, {}))
    for verb in {**_OUT, **_MORE}
}
