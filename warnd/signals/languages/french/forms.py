"""French words whose form their endings do not tell, or confuse with that of another word."""

from collections.abc import Iterator, Mapping

#: Words inflected irregularly: base, then its forms; a long row goes on in the next, from its base
#: again. Nouns of the same root stand with their verb where they tell the same thing.
_VERBS = """
a aux au
le la les
de du des
etre suis est sommes sont etais etait etaient ete fut furent sera seront serait seraient soit
etre soient etant
avoir ai ont avais avait avaient aura auront aurait auraient ait aient ayant eu eut eurent avons
avoir avez
aller va vont allait allaient ira iront irait iraient aille alla allerent allant alle allee alles
faire fait faits faite faites font faisait faisaient fera feront ferait feraient fasse fassent
faire faisant fit firent
pouvoir peut peuvent pouvait pouvaient pourra pourront pourrait pourraient puisse puissent pu put
pouvoir purent
devoir doit doivent devait devaient devra devront devrait devraient doive dut durent
vouloir veut veulent voulait voulaient voudra voudrait voudraient veuille voulu
savoir sait savent savait savaient saura sache su
voir voit voient voyait voyaient verra verront vu vue vus vues vit virent
dire dit disent disait disaient dira diront dirait dite dites dits dirent disant
predire predit predisent prediction predictions
interdire interdit interdits interdite interdites interdisent interdisait interdisant interdiction
interdire interdictions
tuer tue tues tuee tuees tuent tua tuerent tuant tuait tuaient tuera tueront tuerait tueraient
mourir meurt meurent mourait mouraient mourra mort morts morte mortes mourut moururent mourant
fuir fui fuis fuit fuient fuyait fuyaient fuyant fuira fuiront fuirent fuite fuites
courir court courent couru courait courant
secourir secourt secouru secourus
ouvrir ouvre ouvrent ouvert ouverts ouverte ouvertes ouvrait ouvraient ouvrira ouvrant ouvrirent
couvrir couvert couverte
decouvrir decouvert decouverts decouverte decouvertes decouvrent
offrir offre offrent offert offrait offriront
souffrir souffre souffrent souffert souffrait
detruire detruit detruits detruite detruites detruisent detruisait detruisant detruira
detruire detruisirent destruction destructions
conduire conduit conduits conduite conduisent conduisait
reduire reduit reduits reduite reduites reduction
rompre rompt rompent rompu rompus rompue rompues rompait rompant romprait
interrompre interrompt interrompent interrompu interrompue interrompues interruption
lire lu lus lisent
ecrire ecrit ecrite ecrivent
elire elu elus elue election elections
vivre vit vivent vivait vivaient vecu
suivre suit suivi suivie suivis suivent suivait
poursuivre poursuit poursuivi poursuivis poursuivie poursuivent poursuivait poursuivaient
poursuivre poursuivra poursuivront poursuivant poursuite
craindre craint craignent craignait craignaient craignant crainte craintes
contraindre contraint contraints contrainte contraintes contraignent contraignant contraignait
atteindre atteint atteints atteinte atteintes atteignent atteignait atteignant
rejoindre rejoint rejoints rejointe rejoignent rejoignant
recevoir recoit recoivent recu recus
conclure conclut conclu conclue conclus conclues concluent conclusion
exclure exclut exclu exclus exclut exclue
vaincre vaincu vaincus
jeter jette jettent jete jetes jetait jetaient
rejeter rejette rejettent rejete rejetee rejetees rejetes rejetait rejetant rejet rejets
projeter projette projettent projete projetee
appeler appelle appellent appele appelee appeles appelees appelait appelant appel appels
rappeler rappelle rappellent rappele rappeles rappelait
renouveler renouvelle renouvellent renouvele renouvelee renouvellement
proroger proroge prorogee prorogent prorogation
convoi convois
envoyer envoi envois envoie envoient envoye envoyes envoyee envoyees envoyait envoyant enverra
envoyer enverront enverrait envoya
renvoyer renvoi renvois renvoie renvoient renvoye renvoyes renvoyee renvoyees
deployer deploie deploient deploye deployes deployee deployees deployait deployant deploiera
deployer deploieront deploierait deploiement deploiements deploya
deporter deporte deportes deportee deportees deportation deportations
expulser expulse expulsent expulses expulsee expulsees expulsion expulsions
exploser explose explosent explosion explosions exploses exploserent explosait explosant explosa
detoner detonation detonations
agresser agression agressions agresse
intercepter intercepte interceptes interceptee interceptees interceptent interception
intercepter interceptions
reconquerir reconquis reconquise reconquises reconquiert reconquete
conquerir conquis conquise conquises conquiert conquierent conquete
assassiner assassine assassines assassinee assassinees assassinent assassinat assassinats
assassiner assassina
voler vole volent
blesser blesse blesses blessee blessees blessent blessant blessa blesserent blessure blessures
attaquer attaque attaques attaquee attaquees attaquent attaquait attaquaient attaqua attaquerent
attaquer attaquera attaqueront attaquerait attaquant
lancer lance lances lancee lancees lancent lancait lancaient lancant lanca lancerent lancera
lancer lanceront lancerait lanceraient lancement lancements
tirer tir tirs tire tires tiree tirees tirent tirait tiraient tirant tira tirerent tirera tireront
enlever enleve enleves enlevee enlevees enlevent enlevait enlevaient enlevant enleva enleverent
enlever enlevement enlevements
liberer libere liberes liberee liberees liberent liberait liberant libera liberera libereront
liberer libererait liberation liberations
retirer retire retires retiree retirees retirent retirait retiraient retirant retira retirera
retirer retireront retirerait retireraient retrait retraits
violer viole violes violee violees violent violait violaient violant viola
arreter arrete arretes arretee arretees arretent arretait arretaient arretant arreta arreterent
arrestation arrestations
annoncer annonca
declarer declara
affirmer affirma
menacer menaca
frapper frappa
"""

#: Families of verbs: the beginnings a root takes, and its forms.
_FAMILIES = (
    (
        "- re sur entre com ap",
        (
            "prendre prend prends prennent prenait prenaient prenant prendra prendront prendrait "
            "prendraient prenne prennent pris prise prises prit prirent"
        ),
    ),
    (
        "- re com sou per pro trans ad",
        (
            "mettre met mettent mettait mettaient mettant mettra mettront mettrait "
            "mettraient mette "
            "mis mise mises mit mirent mission missions"
        ),
    ),
    (
        "de main ob re sou con",
        (
            "tenir tient tiennent tenait tenaient tenant tiendra tiendront tiendrait tienne "
            "tenu tenus "
            "tenue tenues tint tinrent"
        ),
    ),
    ("-", "tenir tient tiennent tenait tenaient tenant tiendra tiendront tiendrait tinrent"),
    (
        "- re inter par pre sur de con",
        (
            "venir vient viennent venait venaient venant viendra viendront viendrait vienne "
            "venu venus "
            "venue venues vint vinrent"
        ),
    ),
    (
        "- com a de",
        (
            "battre bat battent battait battaient battant battra battront battrait battu "
            "battus battue "
            "battues battirent"
        ),
    ),
    (
        "ren per men ven defen deten eten atten enten ten suspen confon repon fon descen pen",
        "dre d dent dait daient dant dra dront drait draient du dus due dues dit dirent",
    ),
    (
        (
            "envah sais fin ag reag chois etabl invest pun un reun trah convert avert fourn "
            "franch per "
            "sub rempl about retabl ralent faibl surg reuss accompl affaibl nourr"
        ),
        (
            "ir i ie is ies it issent issait issaient issant ira iront irait iraient irent "
            "issement "
            "issements"
        ),
    ),
    (
        "par sor ressor sen dor ser men",
        "tir t tent tait taient tant tira tiront tirait tiraient ti tie ties tis tirent",
    ),
)

#: Words that stay apart from those their endings would join them with, each in all its forms.
_APART = """
arme armes
armee armees
armement armements
viol viols
violation violations
violent violents violente violentes
violence violences
agent agents
argent
pays
parlement parlements
departement departements
appartement appartements
evenement evenements
gouvernement gouvernements
mouvement mouvements
batiment batiments
enfant enfants
habitant habitants habitante habitantes
manifestant manifestants manifestante manifestantes
combattant combattants combattante combattantes
assaillant assaillants assaillante
attaquants
militant militants militante militantes
occupant occupants
protestant protestants
commandant commandants
commandement
lieutenant lieutenants
dirigeant dirigeants dirigeante
etudiant etudiants etudiante etudiantes
opposant opposants opposante opposantes
passant passants passante passantes
migrant migrants migrante migrantes
participant participants
representant representants
restaurant restaurants
battant
cependant
pendant
avant
devant
maintenant
important importants importante importantes
independant independants independante
instant instants
attentat attentats
attente
combat combats
combattre
etat etats
mai
mais
mars
hamas
damas
paris
tunis
laos
texas
honduras
caucase
souhait souhaits
extrait extraits
portrait portraits
president presidents presidente
resident residents residente residentes
accident accidents
incident incidents
occident
orient
continent
client clients
patient patients patiente patientes
recent recents recente recentes
urgent urgente urgents
talent talents
moment moments
hier
fevrier
janvier
mer mers
fer
enfer
hiver hivers
police polices
policier policiers policiere policieres
politique politiques
prison prisons
prisonnier prisonniers prisonniere prisonnieres
offensive offensives contreoffensive
offensif offensifs
general generaux generale generales
generalement
siege sieges
assiegeants
feu feux
lieu lieux
jeu jeux
eau eaux
gaz
gaza
ville villes
village villages
villageois villageoise villageoises
milice milices
milicien miliciens milicienne
militaire militaires
marche marches
mine mines
mineur mineurs
minerai
mineral minerale minerales mineraux
base bases
bas
basse
place places
placer
force forces
forcer
forage
guerre guerres
guerrier guerriers
trait traits
traite traites
traiter
traitement traitements
treve treves
civil civils civile civiles
civilisation
cible cibles
ombre
homme hommes
femme femmes
gaz
station stations
nation nations
situation situations
operation operations
operateur operateurs
population populations
organisation organisations
manifestation manifestations
formation formations
information informations
formule formules
forme formes
reforme reformes
reformer
organe organes
rebelle rebelles
rebellion rebellions
roquette roquettes
route routes
colonel colonels
colonie colonies
colonne colonnes
colon colons
colonial coloniale coloniaux coloniales
maison maisons
personne personnes
personnel personnels personnelle
portee
porte portes
poste postes
point points
position positions
parti partis
partie parties
depart departs
tour tours
tournee tournees
journee journees
jour jours
journal journaux
journaliste journalistes
mission missions
missile missiles
commission commissions
emission emissions
permission
soumission
promesse
compromis
proces
entreprise entreprises
surprise surprises
charge charges
chargement
chargeur
bombe bombes
bombardier bombardiers
roque
poudre
rue rues
ruine ruines
hopital hopitaux
hospitalier
capitale capitales
capital capitaux
capitaine capitaines
centre centres
central centrale centrales centraux
cent cents
sol sols
soldat soldats
solde
sud
russe russes
chinois chinoise chinoises
francais francaise francaises
anglais anglaise
"""


def _lines(table: str) -> Iterator[list[str]]:
    return (line.split() for line in table.splitlines() if line.strip())


def _families() -> Iterator[tuple[str, str]]:
    for beginnings, forms in _FAMILIES:
        base, *others = forms.split()
        for beginning in beginnings.split():
            root = "" if beginning == "-" else beginning
            for other in (base, *others):
                yield root + other, root + base


def _apart() -> dict[str, str]:
    return {word: line[0] for line in _lines(_APART) for word in line}


def _bases() -> dict[str, str]:
    known = dict(_families())
    known.update({word: line[0] for line in _lines(_VERBS) for word in line})
    return known


#: The form of each word that no ending may be taken off.
APART: Mapping[str, str] = _apart()

#: The base form of each word that is inflected irregularly.
BASES: Mapping[str, str] = _bases()
