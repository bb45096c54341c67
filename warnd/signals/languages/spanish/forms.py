"""Spanish words whose form the stemmer does not know, or confuses with that of another word."""

from collections.abc import Mapping

from warnd.signals.languages.words import word_set

#: Verbs that change their stem: base, then such forms; words stand without accents.
_VERBS = """
morir muere mueren muera mueran murio murieron muriendo moria morian morira moriran muriera
huir huye huyen huyo huyeron huyendo huido huidos huida huidas huia huian huira huiran huyan huya
romper roto rota rotos rotas rompe rompen rompio rompieron rompera romperan
decir dice dicen dijo dijeron diciendo dira diran diria
hacer hace hacen hizo hicieron haciendo hara haran haria
imponer impuso impusieron impuesto impuesta impuestos impuestas impone imponen impondra imponga
deponer depuso depusieron depuesto depone
detener detuvo detuvieron detiene detienen detenido detenida detenidos detenidas deteniendo detendra
retener retuvo retuvieron retiene retienen retenido retenida retenidos retenidas reteniendo
mantener mantuvo mantuvieron mantiene mantienen mantendra mantenga
obtener obtuvo obtuvieron obtiene
caer cayo cayeron cae caen caido caida caidos caidas cayendo caeran caera
destruir destruyo destruyeron destruye destruyen destruido destruida destruidos destruidas
herir hirio hirieron hiere hieren hiriendo
desplegar despliega despliegan desplego desplegaron desplegado desplegados despliegue despliegues
replegar repliega repliegan replego replegaron repliegue repliegues
reforzar refuerza refuerzan reforzo reforzaron reforzado reforzara
advertir advierte advierten advirtio advirtieron advirtiendo advertido
pedir pide piden pidio pidieron pidiendo pedido pedira
despedir despide
seguir sigue siguen siguio siguieron siguiendo
perder pierde pierden perdio perdieron perdida
abrir abre abren abrio abrieron abierto abierta
morder muerde
poder puede pueden pudo pudieron podria podrian podra podran pueda puedan
querer quiere quieren quiso
preferir prefiere
negar niega niegan nego negaron negado negando negara
temer teme temen temia temian temio temido
reducir redujo redujeron reduce
producir produjo produjeron produce producen
conducir condujo
invadir invade invaden invadio invadieron invadido invadira
recuperar recupera recuperan recupero recuperaron recuperado recuperada
prever preve preven previsto prevista previstos previstas
bombardear bombardeo bombardeos bombardea bombardean bombardearon bombardeado bombardeada
bombardear bombardeados bombardeadas bombardeando bombardeara bombardearan bombardeen
saquear saqueo saqueos saquea saquean saquearon saqueado saqueada saqueados saqueadas saqueando
tirotear tiroteo tiroteos tirotea tirotean tirotearon tiroteado tiroteados
canonear canoneo canonea canonearon
golpear golpeo golpea golpean golpearon golpeado golpeada golpeados golpeando
ondear ondeo ondea ondean
asediar asedia asedian asediaron asediado asediada asediados
dar da dan dio dieron dado dados dando
bloquear bloqueo bloqueos bloquea bloquean bloquearon bloqueado bloqueada bloqueados bloqueando
sobrevolar sobrevuela sobrevuelan
mover mueve mueven
resolver resuelve
volver vuelve vuelven volvio volvieron vuelto
volar vuela vuelan volo volaron
acordar acuerda acuerdan acordo acordaron acordado acordada
acordonar acordono
encerrar encierra encierran
enterrar entierra entierran enterro enterraron enterrado enterrados
suspender suspende suspenden suspendio suspendieron suspendido suspendida
repeler repele repelio repelieron
ceder cede ceden cedio
atacar ataco ataca atacan atacaron atacado atacada atacados atacadas atacando atacara atacaran
secuestrar secuestro secuestros secuestra secuestran secuestraron secuestrado secuestrada
secuestrar secuestrados secuestradas secuestrando
liberar libera liberan libero liberaron liberado liberada liberados liberadas liberando liberara
liberar liberacion liberaciones
caerse caigan
traer trajo
"""

#: Words that stay apart from those the stemmer would join them with, each in all its forms.
_APART = """
muerto muertos muerta muertas
herido heridos herida heridas
general generales
generalmente
generar genera generan genero generaron
ejercito ejercitos
ejercicio ejercicios
militar militares
miliciano milicianos
milicia milicias
civil civiles
civilizacion
oficial oficiales
oficina oficinas
partido partidos
partida
partir parte partes
mando mandos
mandato
marina
marine marines
frente frentes
frontera fronteras
fronterizo fronteriza fronterizos fronterizas
fuego
fuerza fuerzas
fuerte fuertes
capital capitales
capitan
orden ordenes
ordenar ordena ordenan ordeno ordenaron ordenado ordenada
mina minas
minar minado
minero mineros mineria
minuto minutos
ministro ministra ministros
bomba bombas
bombero bomberos
base bases
basado basada
casa casas
caso casos
casi
puesto puestos
puesta
mision misiones
misil misiles
tropa tropas
tropical
tanque tanques
marcha marchas
marco
rebelde rebeldes
rebelion
tomate
sitio sitios
siria sirio sirios sirias
serie series
santo
pueblo pueblos
poblado poblados
poblacion poblaciones
victima victimas
agresion agresiones
agresor agresores
tregua treguas
refugiado refugiada refugiados refugiadas
refugio refugios
desplazado desplazada desplazados desplazadas
desplazamiento desplazamientos
armado armada armados armadas
arma armas
armenia armenio armenios
preso presos presa presas
presa
prision prisiones
presidente presidenta presidentes
presion presiones
cohete cohetes
dron drones
combate combates
combatiente combatientes
retirada retiradas
zona zonas
mil
miles
ofensiva ofensivas
ofensivo ofensivos
ofensa
defensa defensas
explosivo explosivos explosiva
explosion explosiones
explotacion
ayuda ayudas
protesta protestas
protestante protestantes
manifestante manifestantes
manifestacion manifestaciones
manifestar manifiesta
disturbio disturbios
hospital hospitales
convoy convoyes convoys
poder poderes
paz
quema
colombia
crimea
mar
mes meses
mayo
"""

#: Adjectives that end as the conditional of verbs in -ar does.
NO_CONDITIONALS = word_set(
    """
    humanitaria humanitarias sanitaria sanitarias penitenciaria partidaria agraria primaria diaria
    voluntaria mercenaria solidaria parlamentaria arbitraria arbitrarias extraordinaria hospitalaria
    funcionaria secretaria maria ordinaria comunitaria universitaria monetaria bancaria tributaria
    contraria necesaria aria varias varia unitaria precaria malaria lapidaria revolucionaria
    revolucionarias minoritaria mayoritaria fronteraria reaccionaria carcelaria incendiaria
    incendiarias bulgaria canaria
    """
)


def _inflected() -> dict[str, str]:
    lines = [line.split() for line in _VERBS.strip().split("\n")]
    return {word: line[0] for line in lines for word in line[1:]}


def _apart() -> dict[str, str]:
    lines = [line.split() for line in _APART.strip().split("\n")]
    return {word: line[0] for line in lines for word in line}


#: The base of each irregular inflection; it shares the base's stem.
BASES: Mapping[str, str] = _inflected()

#: The form of each word that the stemmer must not see.
APART: Mapping[str, str] = _apart()
