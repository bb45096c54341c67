"""Portuguese words whose form the stemmer does not know, or confuses with that of another word."""

from collections.abc import Mapping

#: Verbs that change their stem: base, then such forms; words stand without accents.
_VERBS = """
morrer morre morrem morreu morreram morrendo morriam
fugir foge fogem fugiu fugiram fugindo fugia fugiam fugirem
romper rompe rompeu romperam rompido rompida rompidos
dizer diz dizem disse disseram
fazer faz fazem fez fizeram
impor impos impuseram imposto imposta impoe impoem
depor depos depuseram deposto
deter deteve detiveram detem detido detida detidos detidas
manter manteve mantiveram mantem
reter reteve retiveram retido retidos
cair cai caem caiu cairam caindo caido
destruir destroi destroem destruiu destruiram destruido destruida destruidos
ferir fere feriu feriram ferindo
perder perde perdem perdeu perderam
poder pode podem pode pude puderam
negar nega negam negou negaram
reforcar reforca reforcam reforcou reforcaram reforcado
atacar ataca atacam atacou atacaram atacado atacada atacados atacadas atacando atacara
bombardear bombardeia bombardeiam bombardeou bombardearam bombardeado bombardeada bombardeio
bombardear bombardeios bombardeamento bombardeamentos bombardeando
saquear saqueia saqueou saquearam saqueado saques saque saqueando
bloquear bloqueia bloqueou bloquearam bloqueado bloqueada bloqueio bloqueios bloqueando
sequestrar sequestra sequestrou sequestraram sequestro sequestros sequestrado sequestrada
sequestrar sequestrados sequestradas raptar
libertar liberta libertou libertaram libertado libertada libertados libertacao
tomar toma tomam tomou tomaram tomado tomada tomadas
invadir invade invadem invadiu invadiram invadido
retirar retira retiram retirou retiraram retirado retirada retiradas retirando
"""

#: Words that stay apart from those the stemmer would join them with, each in all its forms.
_APART = """
morto mortos morta mortas
ferido feridos ferida feridas
geral gerais
general generais
exercito exercitos
exercicio exercicios
militar militares
milicia milicias
miliciano milicianos
civil civis
policia policias
policial policiais
frente frentes
fronteira fronteiras
fogo fogos
forca forcas
capital capitais
mina minas
mineiro mineiros
bomba bombas
bombeiro bombeiros
base bases
missil misseis
fuzil fuzis
tropa tropas
tanque tanques
marcha marchas
rebelde rebeldes
tregua treguas
refugiado refugiada refugiados refugiadas
deslocado deslocada deslocados deslocadas
armado armada armados armadas
arma armas
hospital hospitais
preso presos presa presas
presidente presidentes
paz
refem refens
avioes aviao
drone drones
combate combates
combatente combatentes
"""


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
