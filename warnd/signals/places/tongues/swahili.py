"""Swahili: a place has its preposition, or the ending -ni on the word that says what it is."""

from typing import Final

from warnd.signals.places.tongues.tongue import Tongue, keys, peoples

SWAHILI: Final = Tongue(
    code="sw",
    cased=True,
    inside=keys("""
        katika huko nchini karibu jijini mjini kijijini mkoani jimboni eneo ndani kwenye wilayani
        kambini barani pwani
    """),
    motion=keys("kutoka kwenda hadi kuelekea mpaka"),
    belonging=keys("wa ya la cha za vya"),
    party=keys("na dhidi"),
    joining=keys("na au pamoja"),
    skipped=keys("nchi jirani yote"),
    directions=keys("kaskazini kusini mashariki magharibi kati viunga viungani pembezoni mwa"),
    towns=keys("""
        mji miji kijiji vijiji jiji kambi mtaa uwanja bandari mjini kijijini jijini kambini
        kitongoji
        tarafa mji-mkuu mkuu
    """),
    divisions=keys("mkoa mikoa jimbo majimbo wilaya kaunti mkoani jimboni"),
    grounds=keys("mpaka mipaka ardhi mpakani"),
    offices=keys("rais waziri wizara serikali jeshi balozi ubalozi bunge chuo benki polisi askofu"),
    speech=keys("yasema imesema ilisema imetangaza imeshutumu imekanusha imelaani imeonya inasema"),
    doubtful=keys("""
        Na Ya Wa Kwa Katika Hii Hiyo Huyo Watu Moja Mbili Tatu Nne Tano Kumi Mia Elfu Bara Amani
        Tumaini
        Rais Waziri Polisi Vita Mkuu Mtu Sasa Leo Jana Kesho Baada Kabla Hata Lakini Pia Kama Ali
        Hassan
        Omar Salim Juma Musa Mara Pwani Kati Mwezi Siku Mama Baba Bomu Kila Hapo Huko Wote Bado Sana
    """),
    never=keys("Hofu Abiy Ikulu Umoja Bado Baraza Grad"),
    given=keys("Victoria Sofia Juma Rehema Neema"),
    people=peoples("""
KE wakenya mkenya
TZ watanzania mtanzania
UG waganda mganda
CD wakongo mkongo wakongomani mkongomani
RW wanyarwanda mnyarwanda
BI warundi mrundi
SO wasomali msomali
SD wasudan msudan
ET waethiopia mwethiopia
UA waukraine
RU warusi mrusi
US wamarekani mmarekani
IL waisraeli
PS wapalestina mpalestina
SY wasyria
IR wairan
"""),
    voices=peoples("RU Kremlin\nUS Pentagon\nAF Taliban"),
)
