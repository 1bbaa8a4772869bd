from dataclasses import replace

from highground.catalogue.runs import Run
from highground.response.policy.pack.cards import TOPICS, cards


def test_each_card_is_one_number_of_one_claim_and_its_row(pilots: tuple[Run, Run]) -> None:
    found = cards(pilots)
    assert len(found) > 10
    for card in found:
        run = next(run for run in pilots if run.about["iso3"] == card.ground.iso3)
        row = run.evidence.iloc[list(card.claim.rows)]
        assert (row["mid"] == card.span["mid"]).any(), card.topic.id
        assert card.sources


def test_a_claim_without_its_number_gives_no_card(pilots: tuple[Run, Run]) -> None:
    bare = replace(
        pilots[0], claims=tuple(replace(one, values={}) if one.id == "glaciers.left" else one for one in pilots[0].claims)
    )
    assert ("KAZ", "ice") not in {(card.ground.iso3, card.topic.id) for card in cards([bare])}
    assert ("KAZ", "ice") in {(card.ground.iso3, card.topic.id) for card in cards([pilots[0]])}


def test_every_topic_says_what_not_to_say() -> None:
    assert all(topic.never.startswith("Do not ") for topic in TOPICS)
