"""The negotiation: roles whose positions rest on claims of the run; a role without any claim is left out."""

from typing import Final

from highground.basis.question import Said
from highground.basis.words import N_
from highground.research.claims.ecosystems import ALL_YEAR, SIMILAR
from highground.response.capacity.kit.exercise import Exercise, Item, Material

LEAST: Final = 3  # roles without which nobody negotiates
STILL: Final = (ALL_YEAR, SIMILAR)  # sentences that tell of no change, and cannot support a position on one
SCENE: Final = N_(
    "An invented situation: on the last evening of a climate conference one paragraph on people in mountains is still open. Each role may bring in one request; without agreement the paragraph is struck out."
)
_ROLES: Final = (  # role, position, claims that support it
    (N_("Delegation of the country: asks for support to measure and adapt in mountains"),
     N_("Mountains have to be named in the text; ice and people in mountains are at risk."),
     ("glaciers.left", "climate.warming", "people.mountain")),
    (N_("Delegation of a small island state: looks for allies, fears for its own place in the text"),
     N_("We support mountains where the text names islands too; the loss of ice raises our sea."),
     ("glaciers.choice", "climate.when")),
    (N_("Donor: pays for what can be measured, doubts large numbers"),
     N_("We pay for data and for early warning first; show us how sure the numbers are."),
     ("hazards.aad", "hazards.units", "people.moving")),
    (N_("Association of herders: wants a voice and pastures that stay open"),
     N_("No decision about pastures without herders; seasons change, and so must the rules."),
     ("ecosystems.season", "mobility.pasture", "mobility.herds")),
    (N_("City at the foot of the mountains: receives those who move, wants funds for services"),
     N_("Those who arrive need housing and schools; fund the places that receive people."),
     ("mobility.nets", "mobility.flows", "people.unit")),
    (N_("Those who cannot leave: spoken for by a local council"),
     N_("Support people where they live, and open a way out for those who ask for it."),
     ("mobility.stuck", "mobility.cells")),
)  # fmt: skip


def simulation(material: Material) -> Exercise | None:
    """Roles with positions and their claims; None where fewer than three roles have a claim to rest on."""
    items = []
    for role, position, claims in _ROLES:
        held = tuple(claim for claim in claims if material.has(claim) and material.said(claim).template not in STILL)
        if held:
            items.append(Item(Said(role), Said(position), material.said(held[0]), held))
    steps = (
        N_("Read your role and the claim behind it; say its confidence when you use it."),
        N_("Open with one minute each, then write one joint paragraph of three sentences."),
        N_("A sentence stays only if no role can take its number apart."),
    )
    return Exercise("negotiation", "s8", N_("Negotiation"), steps, tuple(items), SCENE) if len(items) >= LEAST else None
