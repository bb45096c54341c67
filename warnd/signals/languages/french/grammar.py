"""The small words of French that say what is past, feared, counted or told aside."""

from warnd.model.grammar import (
    AsideWords,
    ClauseWords,
    DateWords,
    FragmentWords,
    Grammar,
    ListWords,
)
from warnd.signals.languages.words import numbered, word_set

_DATING = word_set("en depuis des jusque avant apres durant pendant debut fin")

FRENCH_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(
            """
            apres alors avant bien car comme depuis lorsque malgre mais parce pendant puisque
            quand quoique si suite tandis dont laquelle lequel lesquels lesquelles
            """
        ),
        opening_phrases=(
            ("en", "reponse", "a"),
            ("en", "reponse", "au"),
            ("en", "reponse", "aux"),
            ("en", "represailles", "a"),
            ("en", "represailles", "au"),
            ("en", "represailles", "aux"),
            ("en", "raison", "de"),
            ("a", "cause", "de"),
            ("responsable", "de"),
            ("responsables", "de"),
            ("accuse", "de"),
            ("accuses", "de"),
            ("accusee", "de"),
            ("soupconne", "de"),
            ("soupconnes", "de"),
            ("recherche", "pour"),
            ("recherches", "pour"),
            ("qui", "avait"),
            ("qui", "avaient"),
            ("qui", "a"),
            ("qui", "ont"),
            ("que", "avait"),
            ("que", "avaient"),
        ),
        joiners=word_set("et ou"),
        finite=word_set(
            """
            a ont avait avaient est sont etait etaient sera seront dit disent affirme affirment
            annonce accuse accusent appelle demande dement dementi menace menacent prevoit prevu
            """
        ),
        apart=word_set("apres malgre depuis suite"),
        answered=(
            ("en", "reponse", "a"),
            ("en", "reponse", "au"),
            ("en", "reponse", "aux"),
            ("en", "represailles", "a"),
            ("en", "represailles", "au"),
            ("en", "represailles", "aux"),
        ),
        ties=word_set("et qui dont"),
        relative=word_set("dont lequel laquelle lesquels lesquelles lorsque quand"),
        adding=word_set("et"),
        beforehand=word_set("apres alors suite"),
        participle="ant",
        after_noun="",
        no_participles=word_set(
            """
            avant pendant durant devant maintenant pourtant cependant enfant autant instant
            habitant combattant commandant lieutenant manifestant militant assaillant attaquant
            dirigeant etudiant opposant passant migrant representant restaurant independant
            important suivant
            """
        ),
    ),
    asides=AsideWords(
        shares=(
            ("dont", "la", "moitie"),
            ("dont", "la", "plupart"),
            ("dont", "beaucoup"),
            ("dont", "un", "tiers"),
            ("dont", "un", "quart"),
            ("la", "moitie", "de", "entre", "eux"),
            ("la", "plupart", "de", "entre", "eux"),
            ("beaucoup", "de", "entre", "eux"),
        ),
        openers=(
            ("dont",),
            ("parmi", "lesquels"),
            ("parmi", "lesquelles"),
            ("parmi", "eux"),
            ("y", "compris"),
            ("la", "plupart"),
            ("pour", "la", "plupart"),
            ("en", "majorite"),
            ("principalement",),
            ("essentiellement",),
        ),
        always=word_set("dont"),
        relative=word_set("qui lequel laquelle"),
        parts=(("de", "entre", "eux"), ("de", "entre", "elles"), ("parmi", "eux")),
        listed=word_set("un une des et deux trois au"),
        enders=word_set(
            """
            a ont avait avaient est sont etait etaient ete apres lors dans durant pendant alors
            quand lorsque selon
            """
        ),
        joiners=word_set("et ou"),
        verb_endings=("ant",),
    ),
    fragments=FragmentWords(
        things=word_set(
            """
            crainte craintes danger dangers menace menaces options risque risques scenario scenarios
            signe signes
            """
        ),
        verbs=word_set("a ont est sont etait etaient fut sera seront avait avaient"),
        telling=word_set("qui que dont"),
    ),
    lists=ListWords(
        joiners=word_set("& et ainsi que"),
        about=word_set(
            """
            au moins plus de environ pres quelque quelques un une autre autres les des ses leurs
            presque total quasi plusieurs
            """
        ),
        here=word_set("a dans en pres sur au"),
        verbs=word_set(
            """
            a ont est sont ete etait etaient avait avaient tue tues tuees tuee mort morts mortes
            blesse blesses blessees portes disparus qui perdu peri trouve
            """
        ),
        verb_endings=("ant",),
    ),
    dates=DateWords(
        months=numbered(
            """
            janvier janv
            fevrier fevr
            mars
            avril avr
            mai
            juin
            juillet juil
            aout
            septembre sept
            octobre oct
            novembre nov
            decembre dec
            """
        ),
        has_capitals=False,
        ordinals=("er",),
        named_by_year=word_set(
            """
            accord accords constitution resolution traite treve armistice memorandum cessez
            feu pacte
            """
        ),
        of=word_set("de"),
        since=word_set("depuis"),
        ranked=word_set("premier premiere premiers pire plus meurtriere meurtrier"),
        dating=_DATING,
        dating_days=_DATING | {"le", "du"},
        timing=word_set("en depuis pendant durant avant apres lors"),
        articles=word_set("un une le la les des"),
        before_past_month=word_set("en debut fin mi dernier"),
        to_come=word_set(
            """
            avant devrait devraient doit doivent prevu prevue prevus prochain prochaine jusque sera
            seront pourrait pourraient
            """
        ),
        fresh=word_set(
            """
            a ont accuse accusent affirme affirment craint craignent dit disent aujourdhui hier
            lundi mardi mercredi jeudi vendredi samedi dimanche est sont
            actuellement desormais maintenant
            """
        ),
        participle="",
        auxiliaries=word_set("a ont est sont ete etait etaient avait avaient fut furent qui"),
        verbs_alone=frozenset(),
    ),
)
