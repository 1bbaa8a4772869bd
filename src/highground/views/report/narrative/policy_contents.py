"""What the bundled table knows of an instrument, in the reader's language; what people wrote themselves stays as it is."""

from typing import Final

from highground.basis.words import N_
from highground.views.report.alphabet.words import Words

CONTENTS: Final = (
    N_("Articles 50-51: internal migrants are organised resettlers (quota or law) or self-moving; protection from forced removal; temporary accommodation on quota resettlement in the amended text"),
    N_("Amended (text of 21 May 2024 seen by title): quote the current wording."),
    N_("Superseded."),
    N_("IOM says the climate nexus was mainstreamed; the passage itself was not seen"),
    N_("Check whether replaced by the concept to 2030."),
    N_("Adopted by the government in December 2025; climate passages not seen."),
    N_("-15 percent, or -25 percent with support, against 1990 by 2030; covers adaptation, incl. glaciers; mention of mobility not seen"),
    N_("Document dated 19 April 2023; submitted to the UNFCCC on 27 June 2023."),
    N_("Due in 2025, reported late; adoption not confirmed."),
    N_("Supported by UNDP and GCF since 2019."),
    N_("Adaptation chapter"),
    N_("Evacuation"),
    N_("Articles 40 and 392 mobility, 389 risk, 414 climate: right to migrate, duty of the state"),
    N_("Article 58: humanitarian visa up to two years for victims of natural or environmental disaster, may be extended"),
    N_("A reform law exists (oficial.ec): check the current wording of article 58."),
    N_("Chapter on human mobility and climate change"),
    N_("Evacuation and relocation"),
    N_("Names climate-induced or \"environmental\" migrants"),
    N_("IOM news pages write 2022-2030 for the same concept."),
    N_("Action 27: national system of migration data"),
    N_("Migration cross-cutting"),
    N_("Planned relocation"),
    N_("Planned relocation; the stated motive is little land and dense population, not climate"),
    N_("904 families in one report, 410 in another."),
)  # fmt: skip


def content(told: str, words: Words) -> str:
    """What is known, in words of the room "policy".

    >>> content("Evacuation", Words("es", "policy")), content("My own note", Words("es", "policy"))
    ('Evacuación', 'My own note')
    """
    return words.t(told) if told in CONTENTS else told
