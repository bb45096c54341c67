"""What tells languages apart: scripts, letters, small words, ends of words and clusters of letters.

Small words carry running text; letters, ends and clusters carry headlines, which leave small words
out.
"""

import re

#: scripts by their letters, each with the languages to choose among; the first when nothing speaks
SCRIPTS = (
    (re.compile("[A-Za-zÀ-ɏḀ-ỿ]+"), ()),
    (
        re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"),
        ("ar", "fa", "ur", "ps"),
    ),
    (re.compile("[\u0400-\u052f]+"), ("ru", "uk", "be", "bg", "sr", "mk")),
    (re.compile("[\u1200-\u139f]+"), ("am", "ti")),
    (re.compile("[\u0590-\u05ff]+"), ("he",)),
    (re.compile("[\u0370-\u03ff]+"), ("el",)),
    (re.compile("[\u3040-\u30ff]+"), ("ja",)),
    (re.compile("[\u4e00-\u9fff]+"), ("zh",)),
    (re.compile("[\uac00-\ud7af]+"), ("ko",)),
    (re.compile("[\u0900-\u097f]+"), ("hi",)),
    (re.compile("[\u0980-\u09ff]+"), ("bn",)),
    (re.compile("[\u1000-\u109f]+"), ("my",)),
)

#: letters that few languages of a script write
LETTERS = {
    "fr": "çœèêùàâîôûëï",
    "es": "ñ¿¡áíóú",
    "pt": "ãõçâêóáà",
    "tr": "ğışçöü",
    "de": "ßäöü",
    "it": "àèìòù",
    "pl": "ąęłśżźćń",
    "fa": "پچژگکی",
    "ur": "ٹڈڑںےھہ",
    "ps": "ښځڅډړټۍې",
    "ar": "ةيىكأإ",
    "uk": "іїєґ",
    "ru": "ыэъё",
    "be": "ў",
    "sr": "ђћџљњј",
    "mk": "ѓќѕљњј",
}

#: small words that make up most of running text
WORDS = {
    "en": "the of and to in for that was on with is by his from at as it has have were are been "
    "be after said who not but an their they this which more than had its over against "
    "people two three four five least near into during between under all when there no or "
    "will would",
    "fr": "le la les de des du et en un une dans pour que qui sur par au aux est ont été avec pas "
    "plus se ce cette son ses il elle après selon leur dont mais ne sont d l",
    "es": "el la los las de del y en un una que por con para se su sus al es lo como más pero fue "
    "han ha este esta entre desde según tras sobre no son "
    "sin ni ya hay muy otra otro unos unas ante",
    "pt": "o a os as de do da dos das e em um uma que por com para se no na nos nas ao foi são "
    "não mais como mas pelo pela entre após segundo sobre seu sua é há sem nem "
    "à às já ou ter ele ela pelos pelas aos num numa está estão",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi kadar en ise göre dedi ancak "
    "değil ne ya oldu yer tarafından üzerine karşı",
    "sw": "ya wa na kwa ni katika la za cha kuwa hiyo huo hao watu baada yake alisema wake hii "
    "kutoka kama mwa hilo huku baadhi nchini pia",
    "de": "der die das und in den von zu mit im auf für ist nicht ein eine dem des sich auch nach "
    "bei aus wurde haben hat sind als an",
    "it": "il lo la i gli le di del della e in un una che per con non si è da sono nel al dei "
    "delle ha più alla dal come anche",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er door om ook bij naar",
    "pl": "w i na z do nie się że to jest po przez od za jak o są oraz został przed",
    "id": "yang dan di untuk dari dengan ini itu pada tidak dalam oleh akan telah ke sebagai",
    "so": "iyo oo ka ku ay ayaa waa uu inay waxa in kale soo dalka kuwa",
    "ha": "da a na ya ta cikin sun wata wani ne ce kuma domin bayan yadda daga",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه بعد كان قال وقال بين ما لا كما خلال حيث",
    "fa": "در از به که این است را با برای آن تا بر شد شده می خود کرد کرده های یک او نیز اما",
    "ur": "کے کی میں ہے سے کو کا پر نے اور ہیں کہ یہ اس تھا گیا بھی",
    "ps": "د په او چې له کې ته دی سره یې هم شوي خو دا",
    "ru": "в и на не что с по из к как это от за о у для был его при после также так были до или",
    "uk": "в у і та на не що з із до як це від за про для був його при після також було й під їх",
    "be": "і у на не што з па да як гэта ад за для быў пра пасля",
    "bg": "на и в от за се с да е по че като са не до при след това които",
    "sr": "и у је на да се од за са су који не као из а након",
    "mk": "на и во од за се да со е не дека ќе по како што",
    "am": "ነው ላይ ውስጥ እና ወደ ግን ነበር መሆኑን ጋር እንደ ሲሆን ናቸው",
    "ti": "እዩ ናይ ኣብ ምስ እቲ ናብ ከም ድማ ነቲ እዮም",
}
#: words that headlines are made of
NEWS_WORDS = {
    "en": "attack attacks police army troops minister government village city town border rebels "
    "fighting report talks bank court president says told killed wounded dead strike week "
    "day year new first last one out up off amid back home again",
    "fr": "morts tués blessés attaque armée gouvernement ministre président ville combats "
    "frontière police jours deux trois trêve civils aucun contre sous fait être encore "
    "soldats guerre",
    "es": "muertos heridos ataque ejército gobierno ministro presidente ciudad frontera policía "
    "dos tres tregua civiles ningún contra hasta cuando fueron había tropas guerra soldados",
    "pt": "mortos feridos ataque exército governo ministro presidente cidade fronteira polícia "
    "dois três trégua civis nenhum contra até quando foram havia tropas guerra soldados",
    "de": "tote verletzte angriff armee regierung minister stadt grenze polizei zwei drei "
    "zivilisten kein gegen bis wenn waren hatte truppen seit weiter erneut krieg soldaten",
    "it": "morti feriti attacco esercito governo ministro città confine polizia due tre tregua "
    "civili nessun contro fino quando dove guerra soldati",
    "tr": "ölü yaralı saldırı ordu hükümet bakan bakanı şehir sınır polis iki üç ateşkes sivil "
    "hiçbir asker yeniden yine savaş",
    "sw": "wauawa waliuawa shambulio jeshi serikali waziri mji mpaka polisi wawili watatu raia "
    "askari tena siku mbili vita rais",
    "nl": "doden gewonden aanval leger regering minister stad grens politie twee drie burgers "
    "geen tegen oorlog soldaten",
    "pl": "zabitych rannych atak armia rząd minister miasto granica policja dwa trzy cywile wojna "
    "żołnierze",
    "id": "tewas luka serangan tentara pemerintah menteri kota perbatasan polisi dua tiga warga "
    "perang presiden",
}
#: ends of words that few languages of a script share
ENDINGS = {
    "en": "ing ed ly ers ness ght ck sts ies ath ty",
    "fr": "ment aient eurs eux elle eau eaux ique aire euse ées iers ité ère ant ois és ée tre ise",
    "es": "ción ciones dad dades ando iendo ados eron aron idos mente eses ones arios iles dor ero",
    "pt": "ção ções dade ados eiro eira agem ável mente aram eram iram ento ário ios inho em am "
    "ou eu",
    "tr": "lar ler dı di du dü tı ti nın nin nun ında inde yor mak mek lık lik dan den sı ları "
    "leri ci cı",
    "sw": "isha wa ia ika ana ani ini oni aji eza za ua mba amu ako ake ina uka",
    "de": "ung ungen keit heit lich schen isch ische en tet ert ter cht ei tz",
    "it": "zione zioni ità ati ono ella ello ato ata etto ggio anza iere ente enti are",
    "nl": "ing en heid lijk ijk sche aar oor eer eld",
    "pl": "ego ych owy ści ość owie ami ach ał ła ów nie",
    "id": "kan nya an ang ung asi uh",
    "so": "ka ga ay aan ta aha yey eed aad iyo da",
    "ha": "wa ci un awa iya ar in sa",
    "ru": "ние ния нии ции ться лся лись ает яет ный ные ное ской ские ского ость ого ей ев",
    "uk": "ння нню ції ться вся лися ськ ський ські ської ського ість ів їв ють ити ати увати "
    "ували вали ено ано ому",
    "be": "ння ць цца ўся скі скага аў ага",
    "bg": "ите ята ата ият ането ява ува ват ха ски ост",
    "sr": "ање ења ије ски ског ују ала ило",
    "mk": "ите ата ањето ува ски ија",
}
#: clusters of letters that few languages write; "_" stands for the space before or after a word
CLUSTERS = {
    "en": "th sh wh ck gh ee oo y_ ow ea ll_ ss_ rs_ ew",
    "fr": "eau oi ou _l' _d' _l’ _d’ _qu' n' gne é_ és_ ée ux_ eu tt è ai _é mm",
    "es": "ll ue ie ci os_ as_ ón_ ñ _el_ rr ch jo ja iona eo_",
    "pt": "ão nh lh õe ei ou_ ç em_ am_ ã ss ui ê",
    "tr": "ı ğ ş yl şt ği ığ ç rd kl ü ö",
    "sw": "_wa _ma _ki _mw _ku _ya _ny mb nd ng kw sh aa _m _vi wa_ ji zi li",
    "de": "sch ch ei ie tz ck ff ü ä ö ß pf nt_ rt_ st tt mm ss _ge _ver",
    "it": "gli zz cch ghi tt cc gg zi i_ o_ à_ ss bb",
    "nl": "ij oe aa ee oo uu sch cht ge ui",
    "pl": "sz cz rz ł ą ę dz ś ż ó prz w_",
    "id": "ng _me _ber _di _ke _pe ny kan_ h_ au",
    "so": "aa oo ee uu dh x q ay _ku ii",
    "ha": "_ya _da_ ƙ ɗ ɓ ts _an_ _ta sh wa ai",
}
