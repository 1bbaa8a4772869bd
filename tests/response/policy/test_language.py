"""Languages told apart by sentences whose language a reader knows."""

import csv
import gzip
from pathlib import Path

import pytest

from highground.response.policy.language import languages, written_in

SENTENCES = [  # ours, plain prose on policy
    ("en", "The Government will support the people of mountain districts and prepare plans for planned relocation."),
    ("es", "El Estado garantizará los derechos de las personas que se desplazan por causa de los desastres en la sierra."),
    ("ru", "Правительство разрабатывает меры по поддержке жителей горных районов, которым угрожают сели и паводки."),
    ("ru", "Акимат Алматинской области и город Қонаев утвердили программу переселения жителей на 2024–2030 годы."),
    ("kk", "Үкімет сел және су тасқыны қаупі бар таулы аудандардың тұрғындарын қолдау шараларын әзірлейді."),
    ("kk", "Қазақстан Республикасының көші-қон саясатының тұжырымдамасы туралы Үкіметтің қаулысы қабылданды."),
    ("und", "Өкмөт тоолуу райондордун тургундарын колдоо боюнча иш-чараларды иштеп чыгат жана көчүрүү пландарын даярдайт."),
    ("und", "Ҳукумат барои дастгирии сокинони ноҳияҳои кӯҳӣ ва кӯчонидани онҳо чораҳо меандешад."),
    ("und", "Уряд розробляє заходи для підтримки мешканців гірських районів, яким загрожують повені та селі."),
    ("und", "Правителството разработва мерки за подкрепа на жителите на планинските райони, застрашени от наводнения."),
    ("und", "Засгийн газар уулын бүсийн оршин суугчдыг дэмжих арга хэмжээг боловсруулж, нүүлгэн шилжүүлэх төлөвлөгөө гаргана."),
    ("und", "Le gouvernement soutient les habitants des zones de montagne et prépare des plans pour la relocalisation."),
    ("und", "O governo apoia os moradores das zonas de montanha e prepara os planos para a realocação com as famílias."),
    ("und", "Die Regierung unterstützt die Bewohner der Bergregionen und bereitet die Umsiedlung mit den Gemeinden vor."),
    ("und", "تدعم الحكومة سكان المناطق الجبلية وتضع خططا لإعادة التوطين المخطط له"),
    ("und", "政府支持山区居民并制定有计划的搬迁方案以应对气候变化带来的灾害风险问题。"),
    ("und", "2030"),
]


@pytest.mark.parametrize(("lang", "sentence"), SENTENCES)
def test_a_sentence_is_known_by_its_language_or_named_unknown(lang: str, sentence: str) -> None:
    assert written_in(sentence) == lang


def test_a_text_in_two_languages_has_a_share_of_each() -> None:
    russian, kazakh = SENTENCES[2][1], SENTENCES[4][1]
    shares = languages([russian, kazakh, "12"])
    assert set(shares) == {"ru", "kk"}
    assert sum(shares.values()) == pytest.approx(1)
    assert languages(["12", "—"]) == {"und": 1.0}


def test_the_forty_texts_of_the_registry_are_english_also_the_one_that_it_calls_arabic(shared: Path) -> None:
    csv.field_size_limit(2**31 - 1)
    with gzip.open(shared / "data" / "policy-texts" / "ndc_texts.csv.gz", "rt", encoding="utf-8") as file:
        found = {row["iso3"]: (row["language"], written_in(row["text"])) for row in csv.DictReader(file)}
    assert found.pop("IRQ") == ("Arabic", "en")  # "Executive Summary. This document is a voluntary national contribution ..."
    assert set(found.values()) == {("English", "en")}
    assert len(found) == 39
