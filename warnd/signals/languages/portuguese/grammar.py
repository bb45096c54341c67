"""The small words of Portuguese that say what is past, feared, counted or told aside."""

from warnd.model.grammar import AsideWords, ClauseWords, DateWords, Grammar, ListWords
from warnd.signals.languages.words import numbered, word_set

_DATING = word_set("em desde durante ate de do")

PORTUGUESE_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set("apos embora enquanto quando porque pois mas onde quem cujo cuja"),
        opening_phrases=(
            ("depois", "de"),
            ("depois", "que"),
            ("apesar", "de"),
            ("em", "resposta", "a"),
            ("em", "retaliacao", "a"),
            ("devido", "a"),
            ("acusado", "de"),
            ("acusados", "de"),
            ("que", "deixou"),
            ("que", "matou"),
            ("o", "que"),
        ),
        joiners=word_set("e ou nem"),
        finite=word_set(
            """
            acusou acusa ameaca ameacou anunciou disse e sao eram exige foi foram ha havia ordenou
            planeja pediu nega negou
            """
        ),
        apart=word_set("apos depois acusado acusados"),
        answered=(("em", "resposta", "a"), ("em", "retaliacao", "a")),
        ties=word_set("e que onde"),
        relative=word_set("que onde quando quem cujo cuja"),
        adding=word_set("e"),
        beforehand=word_set("apos depois porque"),
        participle="ndo",
        no_participles=word_set("quando comando mundo segundo fundo bando"),
    ),
    asides=AsideWords(
        shares=(
            ("metade", "deles"),
            ("metade", "dos", "quais"),
            ("a", "maioria", "deles"),
            ("a", "maioria", "dos", "quais"),
            ("muitos", "deles"),
            ("muitos", "dos", "quais"),
            ("um", "terco", "deles"),
            ("um", "terco", "dos", "quais"),
        ),
        openers=(("incluindo",), ("inclusive",), ("entre", "eles"), ("entre", "elas")),
        always=word_set("incluindo"),
        relative=word_set("que onde cujo cuja"),
        parts=(("deles",), ("delas",)),
        listed=word_set("um uma e"),
        enders=word_set("apos quando enquanto foi foram morreu morreram ficaram"),
        joiners=word_set("e"),
        verb_endings=("ando", "endo", "aram", "eram"),
    ),
    lists=ListWords(
        joiners=word_set("e mais"),
        about=word_set("uns umas outros outras os as ao menos pelo mais de quase cerca ate por"),
        here=word_set("em no na"),
        verbs=word_set("morreram foram mortos feridos ficaram sao estao"),
        verb_endings=("aram", "eram"),
    ),
    dates=DateWords(
        months=numbered(
            """
            janeiro
            fevereiro
            marco
            abril
            maio
            junho
            julho
            agosto
            setembro
            outubro
            novembro
            dezembro
            """
        ),
        named_by_year=word_set("acordo acordos constituicao pacto resolucao tratado tregua"),
        of=frozenset({"de", "do"}),
        since=frozenset({"desde"}),
        ranked=word_set("maior primeiro primeira pior mais"),
        dating=_DATING,
        dating_days=_DATING,
        timing=word_set("durante em desde"),
        articles=word_set("um uma o a"),
        before_past_month=word_set("passado em"),
        to_come=word_set("antes podera preve previsto proximo proxima ate sera serao"),
        fresh=word_set(
            "ontem hoje segunda terca quarta quinta sexta sabado domingo madrugada agora"
        ),
        participle="do",
        auxiliaries=word_set("foi foram tem havia sido sendo"),
    ),
)
