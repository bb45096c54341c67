import pytest

from warnd.signals.languages.french.language import French

FRENCH = French()


def words(text: str) -> list[str]:
    return [word for sentence in FRENCH.sentences("", text) for word in sentence.words]


def numbers(text: str) -> list[int]:
    return [found.value for sentence in FRENCH.sentences("", text) for found in sentence.numbers]


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in FRENCH.sentences("", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("l'armée", ["le", "armee"], id="an article that lost its vowel"),
        pytest.param("l’armée", ["le", "armee"], id="the same with a curly apostrophe"),
        pytest.param("L’ARMÉE", ["le", "armee"], id="in capitals"),
        pytest.param("L'ARMEE", ["le", "armee"], id="in capitals that left out the accent"),
        pytest.param("d'Idlib", ["de", "idlib"], id="before a name"),
        pytest.param("qu'il s'empare", ["que", "il", "se", "empare"], id="pronouns"),
        pytest.param("jusqu'à lorsqu'un", ["jusque", "a", "lorsque", "un"], id="longer ones"),
        pytest.param("d'1,5 million", ["de", "1,5", "million"], id="before a figure"),
        pytest.param("qu’« une trêve »", ["que", "une", "treve"], id="before a quote"),
        pytest.param("N'Djamena", ["ndjamena"], id="a name before whose consonant nothing is lost"),
        pytest.param("aujourd’hui", ["aujourdhui"], id="a word with an apostrophe of its own"),
        pytest.param("cessez-le-feu", ["cessez", "le", "feu"], id="hyphens part words"),
        pytest.param("lance-roquettes", ["lance", "roquettes"], id="hyphens of compounds"),
        pytest.param("cœur, Œuvre", ["coeur", "oeuvre"], id="ligatures"),
        pytest.param("e\u0301tat", ["etat"], id="a loose accent"),
        pytest.param("l'O.N.U.", ["le", "onu"], id="initials with dots"),
        pytest.param("le M23", ["le", "m23"], id="a group named by a date"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("tuer tue tué tués tuée tuées tuent tuant tua", id="a verb of three letters"),
        pytest.param("mourir meurt meurent mort morts morte mortes", id="mourir"),
        pytest.param("fuir fuit fuient fuyant fuite fui", id="fuir"),
        pytest.param("prendre prend prennent pris prise prises", id="prendre"),
        pytest.param("reprendre repris reprise reprennent", id="reprendre"),
        pytest.param("envahir envahi envahis envahissent envahira", id="the second conjugation"),
        pytest.param("détruire détruit détruites détruisent destruction", id="détruire"),
        pytest.param("bombarder bombardé bombardent bombardement bombardements", id="bombarder"),
        pytest.param("évacuer évacué évacuées évacuent évacuation", id="évacuer"),
        pytest.param("déployer déploie déploient déployés déploiement", id="y and i"),
        pytest.param("lancer lance lancent lança lancèrent lancement", id="c and ç"),
        pytest.param("assiéger assiège assiégée assiégeait", id="g and ge"),
        pytest.param("ordonner ordonné ordonne ordonnent", id="a doubled n"),
        pytest.param("hôpital hôpitaux", id="plurals in -aux"),
        pytest.param("trêve trêves TREVE", id="accents"),
        pytest.param("palestinien palestiniens palestinienne", id="women's forms in -enne"),
        pytest.param("policier policiers policière policières", id="women's forms in -ère"),
        pytest.param("du de des d'", id="de"),
        pytest.param("le la les l'", id="the article"),
    ],
)
def test_inflections_share_a_form(forms: str) -> None:
    assert len({FRENCH.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("arme", "armée", id="a weapon and an army"),
        pytest.param("viol", "violation", id="rape and a violation"),
        pytest.param("violer", "violent", id="to violate and violent"),
        pytest.param("Hamas", "Hama", id="a group and a city"),
        pytest.param("gaz", "Gaza", id="a gas and a strip of land"),
        pytest.param("département", "départ", id="a district and a departure"),
        pytest.param("parlement", "parler", id="a parliament and to speak"),
        pytest.param("manifestant", "manifester", id="who protests and to protest"),
        pytest.param("offensive", "offense", id="an offensive and an insult"),
        pytest.param("pays", "payer", id="a country and to pay"),
        pytest.param("mars", "mare", id="a month and a pond"),
    ],
)
def test_words_that_mean_different_things_stay_apart(first: str, second: str) -> None:
    assert FRENCH.form(first) != FRENCH.form(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("au moins quatorze localités", [14], id="in words"),
        pytest.param("soixante et onze morts", [71], id="soixante et onze"),
        pytest.param("quatre-vingts morts", [80], id="quatre-vingts"),
        pytest.param("quatre-vingt-dix-sept blessés", [97], id="quatre-vingt-dix-sept"),
        pytest.param("septante-deux morts", [72], id="as Belgium and Congo count"),
        pytest.param("vingt et une personnes", [21], id="vingt et une"),
        pytest.param("mille deux cents soldats", [1200], id="mille deux cents"),
        pytest.param("14 000 personnes", [14_000], id="a space parts thousands"),
        pytest.param("14\u202f000 personnes", [14_000], id="a narrow space that keeps the line"),
        pytest.param("20.000 hommes", [20_000], id="a full stop parts thousands"),
        pytest.param("1,5 million de déplacés", [1_500_000], id="a decimal comma"),
        pytest.param("3 millions d’habitants", [3_000_000], id="millions"),
        pytest.param("une dizaine d'otages", [10], id="une dizaine"),
        pytest.param("une centaine de corps", [100], id="une centaine"),
        pytest.param("des dizaines de morts", [20], id="dizaines are two tens at the least"),
        pytest.param(
            "des centaines de milliers de réfugiés", [200_000], id="centaines de milliers"
        ),
        pytest.param("entre 10 et 15 morts", [10], id="the lower bound of a range"),
        pytest.param("un soldat, une femme", [], id="an article is no number"),
        pytest.param("le 12 mars 2014", [], id="a date"),
        pytest.param("dix pour cent", [], id="a share"),
        pytest.param("vingt-trois ans", [], id="an age"),
        pytest.param("3 millions d'euros", [], id="money"),
        pytest.param("la résolution 2254", [], id="the number of a resolution"),
        pytest.param("un char T-72", [], id="the name of a tank"),
    ],
)
def test_the_numbers_that_count_something_are_read(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Arrivé hier, M. Macron est reparti.", 1, id="a title"),
        pytest.param("Le gén. Haftar avance.", 1, id="a rank before a name"),
        pytest.param("Le raid a eu lieu. Les secours arrivent.", 2, id="two sentences"),
        pytest.param("« Partez ! » a crié un soldat.", 1, id="a quote within a sentence"),
        pytest.param("Voir l'art. 5 du traité.", 1, id="a word before a number"),
        pytest.param("« Nous allons partir. » Le maire a fui.", 2, id="guillemets after a space"),
    ],
)
def test_sentences_end_where_they_should(text: str, expected: int) -> None:
    assert len(texts(text)) == expected
