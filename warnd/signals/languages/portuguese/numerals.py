"""What Portuguese numerals count to."""

from collections.abc import Mapping

from warnd.signals.languages import numerals
from warnd.signals.languages.words import numbered, word_set

_BELOW_TWENTY: Mapping[str, int] = numbered(
    """
    um
    dois duas
    tres
    quatro
    cinco
    seis
    sete
    oito
    nove
    dez
    onze
    doze
    treze
    catorze quatorze
    quinze
    dezesseis dezasseis
    dezessete dezassete
    dezoito
    dezenove dezanove
    """
)
_TENS: Mapping[str, int] = {
    "vinte": 20,
    "trinta": 30,
    "quarenta": 40,
    "cinquenta": 50,
    "sessenta": 60,
    "setenta": 70,
    "oitenta": 80,
    "noventa": 90,
}
_HUNDREDS: Mapping[str, int] = {
    "cem": 100,
    "cento": 100,
    "duzentos": 200,
    "duzentas": 200,
    "trezentos": 300,
    "trezentas": 300,
    "quatrocentos": 400,
    "quatrocentas": 400,
    "quinhentos": 500,
    "quinhentas": 500,
    "seiscentos": 600,
    "seiscentas": 600,
    "setecentos": 700,
    "setecentas": 700,
    "oitocentos": 800,
    "oitocentas": 800,
    "novecentos": 900,
    "novecentas": 900,
}
_SCALES: Mapping[str, int] = {
    "mil": 1_000,
    "milhao": 1_000_000,
    "milhoes": 1_000_000,
    "duzias": 12,
    "dezenas": 10,
    "centenas": 100,
}
#: Numbers that only tell a size (SIGNALS, rule 7: two of each in the plural).
_VAGUE: Mapping[str, int] = {
    "dezena": 10,
    "duzia": 12,
    "centena": 100,
    "milhar": 1_000,
    "dezenas": 20,
    "duzias": 24,
    "centenas": 200,
    "milhares": 2_000,
    "meia duzia": 6,
    "meia centena": 50,
}

PORTUGUESE_NUMBERS = numerals.NumberWords(
    small={**{word: value for word, value in _BELOW_TWENTY.items() if value > 1}, **_TENS},
    behind_ten={"um": 1, "uma": 1},
    hundreds=_HUNDREDS,
    scales=_SCALES,
    vague=_VAGUE,
    joiners=frozenset({"e"}),
    of=frozenset({"de"}),
    to=word_set("a ou"),
    uncounted_after=word_set(
        """
        segundo segundos minuto minutos hora horas h dia dias noite noites semana semanas mes meses
        ano anos decada decadas seculo seculos km quilometro quilometros metro metros m hectares
        tonelada toneladas kg quilo quilos litros barris graus vezes pontos dolar dolares euro euros
        real reais meticais kwanzas por cento gols golos
        """
    ),
    uncounted_before=word_set(
        "artigo resolucao numero lei decreto ano idade bm tu mig su covid rua avenida grupo camisa"
    ),
    months=word_set(
        """
        janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
        """
    ),
    counted=word_set(
        "pessoas civis soldados militares combatentes familias casas refugiados mortos feridos"
    ),
    thousands=".",
    decimals=",",
)
#: Tells whether a number may begin with a folded word.
may_begin = numerals.may_begin(PORTUGUESE_NUMBERS)
#: Gives the numbers of a sentence that count something.
numbers = numerals.number_reader(PORTUGUESE_NUMBERS)
