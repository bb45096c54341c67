"""What Spanish numerals count to."""

from collections.abc import Mapping

from warnd.signals.languages import numerals
from warnd.signals.languages.words import numbered, word_set

_UNITS: Mapping[str, int] = numbered(
    """
    uno
    dos
    tres
    cuatro
    cinco
    seis
    siete
    ocho
    nueve
    diez
    once
    doce
    trece
    catorce
    quince
    dieciseis
    diecisiete
    dieciocho
    diecinueve
    veinte
    veintiuno veintiun veintiuna
    veintidos
    veintitres
    veinticuatro
    veinticinco
    veintiseis
    veintisiete
    veintiocho
    veintinueve
    """
)
_TENS: Mapping[str, int] = {
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
#: Below a hundred: what each word counts to.
_SMALL: Mapping[str, int] = {
    **{word: value for word, value in _UNITS.items() if value > 1},
    **_TENS,
}
#: "un" and "una" alone are articles.
_BEHIND_TEN: Mapping[str, int] = {"uno": 1, "un": 1, "una": 1}
_HUNDREDS: Mapping[str, int] = {
    "cien": 100,
    "ciento": 100,
    **{
        word + end: value
        for word, value in (
            ("doscient", 200),
            ("trescient", 300),
            ("cuatrocient", 400),
            ("quinient", 500),
            ("seiscient", 600),
            ("setecient", 700),
            ("ochocient", 800),
            ("novecient", 900),
        )
        for end in ("os", "as")
    },
}
_SCALES: Mapping[str, int] = {
    "mil": 1_000,
    "millon": 1_000_000,
    "millones": 1_000_000,
    "docenas": 12,
    "decenas": 10,
    "centenares": 100,
}
#: Numbers that only tell a size (SIGNALS, rule 7: two of each in the plural).
_VAGUE: Mapping[str, int] = {
    "decena": 10,
    "docena": 12,
    "quincena": 15,
    "veintena": 20,
    "treintena": 30,
    "cincuentena": 50,
    "centenar": 100,
    "millar": 1_000,
    "decenas": 20,
    "docenas": 24,
    "cientos": 200,
    "centenares": 200,
    "miles": 2_000,
    "millares": 2_000,
    "media docena": 6,
    "medio centenar": 50,
    "medio millar": 500,
    "medio millon": 500_000,
}
_UNCOUNTED_AFTER = word_set(
    """
    segundo segundos minuto minutos hora horas dia dias noche noches semana semanas mes meses ano
    anos decada decadas siglo siglos jornada jornadas km kilometro kilometros metro metros milla
    millas m cm mm pies hectarea hectareas tonelada toneladas kg kilo kilos kilogramos gramos litro
    litros barriles grados nudos megavatios mw veces puntos dolar dolares euro euros peso pesos
    libras bolivares soles reales rublos shekels quetzales lempiras usd eur por ciento porciento
    goles etapas horas
    """
)
_UNCOUNTED_BEFORE = word_set(
    """
    articulo resolucion numero num no nro decreto ley ano anos edad mh bm tu mig su covid
    ruta carretera calle avenida vuelo brigada batallon canal protocolo capitulo fase nivel grupo
    frente m
    """
)
_MONTHS = word_set(
    """
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
    diciembre
    """
)
_COUNTED = word_set(
    """
    personas civiles soldados combatientes militantes familias viviendas casas refugiados migrantes
    prisioneros detenidos rehenes muertos heridos victimas ninos mujeres hombres pueblos casos
    militares rebeldes guerrilleros desplazados
    """
)

SPANISH_NUMBERS = numerals.NumberWords(
    small=_SMALL,
    behind_ten=_BEHIND_TEN,
    hundreds=_HUNDREDS,
    scales=_SCALES,
    vague=_VAGUE,
    joiners=frozenset({"y"}),
    of=frozenset({"de"}),
    to=word_set("a o y"),
    uncounted_after=_UNCOUNTED_AFTER,
    uncounted_before=_UNCOUNTED_BEFORE,
    months=_MONTHS,
    counted=_COUNTED,
    thousands=".,",
    decimals=".,",
)
#: Tells whether a number may begin with a folded word.
may_begin = numerals.may_begin(SPANISH_NUMBERS)
#: Gives the numbers of a sentence that count something.
numbers = numerals.number_reader(SPANISH_NUMBERS)
