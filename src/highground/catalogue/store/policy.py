"""How texts, passages, codes and how disagreements were settled are kept: one table a noun."""

from typing import Any, Final

from highground.basis.policy import Adjudication, Code, Text, TextPassage
from highground.catalogue.store.shape import Shape, kept

TABLES: Final[tuple[Shape[Any], ...]] = (
    kept(Text, "policy_texts", unique=("sha256",), index=("iso3", "instrument")),
    kept(TextPassage, "policy_passages", unique=("text", "number"), refers={"text": "policy_texts"}, brief=True),
    kept(Code, "policy_codes", index=("text", "coder", "status"), refers={"text": "policy_texts"}),
    kept(Adjudication, "policy_adjudications", index=("text",), refers={"text": "policy_texts"}),
)
