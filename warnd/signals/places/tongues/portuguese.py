"""Portuguese: prepositions melt into articles ("na Síria", "dos Camarões")."""

from typing import Final

from warnd.signals.places.tongues.tongue import Tongue, keys, peoples

PORTUGUESE: Final = Tongue(
    code="pt",
    cased=True,
    inside=keys("""
        em invadir atacar bombardear tomar no na nos nas sobre perto junto dentro  sob  atacou
        atacaram bombardeou
        bombardearam tomou tomaram capturou ocuparam atingiu abandonaram sitiou
    """),
    motion=keys("desde até para a ao à aos às contra"),
    belonging=keys("de do da dos das"),
    party=keys("com entre pelo pela por"),
    joining=keys("e ou bem como"),
    skipped=keys("o a os as toda todo vizinha vizinho própria antiga sitiada"),
    directions=keys("""
        norte sul leste oeste nordeste noroeste sudeste sudoeste centro arredores periferia interior
        costa setentrional meridional oriental ocidental subúrbio subúrbios proximidades este
    """),
    towns=keys("""
        cidade cidades vila vilas aldeia aldeias localidade localidades povoado município  bairro
        bairros acampamento campo aeroporto porto capital posto hospital prisão base barragem
        povoação
    """),
    divisions=keys(
        "província províncias estado estados região regiões departamento governadoria distrito",
        "distritos",
    ),
    grounds=keys("fronteira fronteiras solo território territórios terras espaço águas"),
    offices=keys("""
        presidente ministro ministra ministério governo exército embaixador embaixada parlamento
        universidade banco forças autoridades regime junta rei emir polícia bispo arcebispo primeiro
        jornal clube prefeito
    """),
    speech=keys("""
        disse diz afirma afirmou acusa acusou denuncia denunciou condena condenou anuncia anunciou
        declara declarou nega negou exige exigiu pede pediu rejeita rejeitou ameaça ameaçou promete
        garante alerta alertou quer apoia espera
    """),
    doubtful=keys("""
        Para  Sul Norte Leste Oeste Mar Sol Luz Paz Vitória União O A Os As Um Uma Mas Em De Do Da
        No Na Com Sem Por Segundo Após Ante Desde Até Sobre Entre Quando Como Mais Menos Não Sim Se
        Já
        Hoje Ontem Dois Duas Três Quatro Cinco Seis Dez Cem Mil São Santa Santo Cruz Rosário
        Conceição
        Trindade Esperança Progresso Campo Campos Porto Barra Costa Castelo Torres Leão Salvador
        Domingos
        Lourenço Francisco Pedro Paulo João José Marcos Carlos Luís Miguel António Rafael Sofia
        Lagos
        Maio Março Este Esta Isto Esse Essa Eram Foi Há Seus Seu Sua Lhe Que Quem Onde Assim Ainda
        Além
        Depois Durante Vários Muitos Todos Todo Toda Cada Outro Outra Novo Nova Grande Alto Baixo
        Alta
        Baixa Estado Estados Real Natal  Cabo  Guerra Morte Fim Capital Bela Monte Serra
        Palma Rio Vila Barreiras Araras Pombal Olhos Vitória Também Pelo Pela Nos Nas Ao Aos À Às Só
        Ali Omar Man Bar Os Eles Elas Ele Ela Nós Tanto Cerca Pelo
    """)
    - keys("Palma"),
    never=keys("OTAN NATO Casa-Branca Abiy Corão ONU Grad"),
    given=keys("Salvador Vitória Sofia Francisco Israel Domingos Lourenço Santiago Diego Florença"),
    people=peoples("""
SY síri
IQ iraquian
LB libanes libanês
IL israelit israelens israelense
PS palestin palestinian
IR iranian
TR turc
SA saudit
YE iemenit
EG egípci
LY líbi
SD sudanes sudanês
ET etíop
SO somali
CD congoles congolês
ML malian
NG nigerian
MZ moçambican
AO angolan
GW guineens
UA ucranian
RU russ
BY bielorruss bielorruss
PL polac polones polonês
US american norte-american estadunidens
GB britânic
FR frances francês
DE alemã alemão alemães
CN chines chinês
AF afegã afegão afegãos afegãs
PK paquistanes paquistanês
TN tunisin
DZ argelin
BR brasileir
VE venezuelan
CO colombian
HT haitian
"""),
    people_ends=keys("o a os as e es s") | {""},
    voices=peoples("RU Kremlin\nUS Pentágono\nAF Talibã Talibãs Talibans taliban"),
)
