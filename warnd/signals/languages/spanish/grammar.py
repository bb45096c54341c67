"""The small words of Spanish that say what is past, feared, counted or told aside."""

from warnd.model.grammar import (
    AsideWords,
    ClauseWords,
    DateWords,
    Grammar,
    ListWords,
)
from warnd.signals.languages.words import numbered, word_set

_DATING = word_set("en desde durante hasta tras de del")

SPANISH_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(
            """
            tras aunque mientras cuando porque pues pero sino donde quien quienes cuyo cuya cuyos
            cuyas ante
            """
        ),
        opening_phrases=(
            ("despues", "de"),
            ("despues", "del"),
            ("a", "pesar", "de"),
            ("pese", "a"),
            ("luego", "de"),
            ("antes", "de"),
            ("en", "respuesta", "a"),
            ("en", "represalia", "por"),
            ("a", "raiz", "de"),
            ("debido", "a"),
            ("acusado", "de"),
            ("acusados", "de"),
            ("que", "dejo"),
            ("que", "dejaron"),
            ("que", "ha"),
            ("que", "han"),
            ("que", "habia"),
            ("que", "habian"),
            ("que", "mato"),
            ("que", "causo"),
            ("que", "fue"),
            ("que", "fueron"),
            ("lo", "que"),
            ("por", "lo", "que"),
        ),
        joiners=word_set("y e o u ni"),
        finite=word_set(
            """
            acuso acusa advirtio amenaza amenazo anadio anuncio aseguro dijo dice es son era eran
            exige exigio fue fueron ha han habia habian ordeno planea pidio podria podrian niega
            nego denuncio
            """
        ),
        apart=word_set("tras despues luego pese acusado acusados"),
        answered=(("en", "respuesta", "a"), ("en", "represalia", "por"), ("en", "venganza", "por")),
        ties=word_set("y que donde quienes"),
        relative=word_set("que donde cuando quien quienes cuyo cuya"),
        adding=word_set("y e"),
        beforehand=word_set("tras despues luego porque ante"),
        participle="ndo",
        no_participles=word_set("cuando comando fernando armando mando bando mundo segundo fondo"),
    ),
    asides=AsideWords(
        shares=(
            ("la", "mitad", "de", "ellos"),
            ("la", "mitad", "de", "los", "cuales"),
            ("la", "mitad", "de", "las", "cuales"),
            ("la", "mayoria", "de", "ellos"),
            ("la", "mayoria", "de", "los", "cuales"),
            ("muchos", "de", "ellos"),
            ("muchos", "de", "los", "cuales"),
            ("un", "tercio", "de", "ellos"),
            ("un", "tercio", "de", "los", "cuales"),
        ),
        openers=(
            ("incluido",),
            ("incluida",),
            ("incluidos",),
            ("incluidas",),
            ("incluyendo",),
            ("entre", "ellos"),
            ("entre", "ellas"),
            ("entre", "los", "que"),
            ("entre", "los", "cuales"),
            ("la", "mayoria"),
            ("muchos", "de", "ellos"),
            ("uno", "de", "ellos"),
            ("en", "su", "mayoria"),
        ),
        always=word_set("incluidos incluidas incluyendo"),
        relative=word_set("que donde quienes cuyo cuya"),
        parts=(("de", "ellos"), ("de", "ellas"), ("de", "los", "cuales")),
        listed=word_set("un una y al unos unas"),
        enders=word_set(
            """
            tras cuando mientras fue fueron murio murieron han ha resultaron resulto perdieron
            """
        ),
        joiners=word_set("y e"),
        verb_endings=("ando", "iendo", "aron", "ieron"),
    ),
    lists=ListWords(
        joiners=word_set("y e mas"),
        about=word_set(
            """
            unos unas otros otras los las al menos mas de casi cerca aproximadamente alrededor hasta
            por lo sus otro otra
            """
        ),
        here=word_set("en cerca"),
        verbs=word_set(
            """
            murieron fueron han resultaron muertos heridos perdieron fallecieron cayeron estan son
            murio fue
            """
        ),
        verb_endings=("aron", "ieron"),
    ),
    dates=DateWords(
        months=numbered(
            """
            enero
            febrero
            marzo
            abril
            mayo
            junio
            julio
            agosto
            septiembre setiembre
            octubre
            noviembre
            diciembre
            """
        ),
        named_by_year=word_set(
            "acuerdo acuerdos armisticio constitucion pacto resolucion tratado tregua"
        ),
        of=frozenset({"de", "del"}),
        since=frozenset({"desde"}),
        ranked=word_set("mayor primer primera peor mas"),
        dating=_DATING,
        dating_days=_DATING | {"el"},
        timing=word_set("durante en desde"),
        articles=word_set("un una el la"),
        before_past_month=word_set("pasado en ultimo"),
        to_come=word_set(
            "antes podria preve previsto proximo proxima hasta convoco sera seran planea celebrara"
        ),
        fresh=word_set(
            """
            ayer hoy anoche lunes martes miercoles jueves viernes sabado domingo madrugada esta
            ahora actualmente
            """
        ),
        participle="do",
        auxiliaries=word_set("fue fueron ha han habia habian sido siendo"),
        verbs_alone=word_set("murieron"),
    ),
)
