"""The codes of countries, divisions and languages as the settings write them."""

import re

from warnd.config.scalars import Unfit, shown

# ISO 3166-1 alpha-2, officially assigned, and XK, which the UN and the EU use for Kosovo.
_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
#: every country code
COUNTRIES = frozenset(_COUNTRIES.split())
#: codes that people write and ISO does not know
_MEANT = {"UK": "GB", "EL": "GR", "KO": "XK"}
_DIVISION = re.compile(r"([A-Z]{2})-[A-Z0-9]{1,3}")
_LANGUAGE = re.compile(r"[a-z]{2}")


def country_code(text: str) -> str:
    """Give the ISO 3166-1 alpha-2 code of a country."""
    if text in COUNTRIES or not text:
        return text
    meant = _MEANT.get(text.upper(), text.upper())
    hint = f"; did you mean '{meant}'?" if meant in COUNTRIES else ""
    raise Unfit(f"expected an ISO 3166-1 country code such as SY, got {shown(text)}{hint}")


def division_code(text: str) -> str:
    """Give the ISO 3166-2 code of a first-level division."""
    parts = _DIVISION.fullmatch(text)
    if not parts:
        upper = text.upper().replace("_", "-")
        hint = f"; did you mean '{upper}'?" if _DIVISION.fullmatch(upper) else ""
        raise Unfit(f"expected an ISO 3166-2 division code such as SY-ID, got {shown(text)}{hint}")
    country_code(parts[1])
    return text


def language_code(text: str) -> str:
    """Give the ISO 639-1 code of a language; empty stays empty."""
    if text and not _LANGUAGE.fullmatch(text):
        small = text.casefold()
        hint = f"; did you mean '{small}'?" if _LANGUAGE.fullmatch(small) else ""
        raise Unfit(f"expected an ISO 639-1 language code such as ar, got {shown(text)}{hint}")
    return text


def area_code(text: str) -> str:
    """Give the ISO 3166 code of a country or a first-level division."""
    return division_code(text) if "-" in text else country_code(text)


def is_iso_area(text: str) -> bool:
    """Tell whether an area's id is the code of a country or division, which need no definition."""
    division = _DIVISION.fullmatch(text)
    return text in COUNTRIES or bool(division and division[1] in COUNTRIES)
