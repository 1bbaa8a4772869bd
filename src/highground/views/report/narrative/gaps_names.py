"""Names of the bundled instruments, for translation; others print as their table or their text names them."""

from collections.abc import Mapping
from typing import Final

from highground.basis.policy import Instrument
from highground.basis.words import N_
from highground.views.report.alphabet.words import Words

NAMES: Final[Mapping[str, str]] = {
    "KAZ-LAW-477": N_("Law on Population Migration, No 477-IV"),
    "KAZ-CONCEPT-2017": N_("Migration Policy Concept 2017–2021"),
    "KAZ-CONCEPT-2023": N_("Migration Policy Concept 2023–2027"),
    "KAZ-CONCEPT-2030": N_("Migration Policy Concept to 2030"),
    "KAZ-NDC-2016": N_("Nationally Determined Contribution, first"),
    "KAZ-NDC-2023": N_("Nationally Determined Contribution, updated"),
    "KAZ-NDC-3": N_("Nationally Determined Contribution 3.0"),
    "KAZ-NAP": N_("National Adaptation Plan process"),
    "KAZ-ECO-CODE": N_("Ecological Code"),
    "KAZ-CIVIL-PROT": N_("Civil Protection Law"),
    "KAZ-NEUTRAL-2060": N_("Carbon Neutrality Strategy to 2060"),
    "ECU-CONST": N_("Constitution of Ecuador"),
    "ECU-LOMH": N_("Organic Law on Human Mobility"),
    "ECU-LOMH-REG": N_("Regulation of the Organic Law on Human Mobility"),
    "ECU-ENCC": N_("National Strategy on Climate Change 2012–2025"),
    "ECU-NDC-2019": N_("Nationally Determined Contribution, first"),
    "ECU-NDC-2025": N_("Nationally Determined Contribution, second"),
    "ECU-NAP": N_("National Adaptation Plan of Ecuador"),
    "ECU-RISK-LAW": N_("Law on Integrated Risk Management"),
    "KGZ-CONCEPT": N_("Migration Policy Concept 2021–2030"),
    "KGZ-PLAN": N_("Action plan of the concept, first stage 2022–2025"),
    "KGZ-CONCEPT-2": N_("Migration policy concept, second phase 2026–2030"),
    "TJK-NCCAS": N_("National Climate Change Adaptation Strategy to 2030"),
    "TJK-ECO-2014": N_("Plan for ecological migrants 2014–2016"),
    "TJK-RELOC-2022": N_("Relocation from mountain areas to plains 2022–2024"),
}


def name(one: Instrument, words: Words) -> str:
    """The name with its year, in the reader's language where it is known."""
    known = words.t(NAMES[one.id]) if one.id in NAMES else one.name
    return f"{known} ({one.year})" if one.year and str(one.year) not in known else known
