"""Spanish: articles and prepositions stand by themselves."""

from typing import Final

from warnd.signals.places.tongues.tongue import Tongue, keys, peoples

SPANISH: Final = Tongue(
    code="es",
    cased=True,
    inside=keys("""
        en invadir atacar bombardear tomar sobre cerca alrededor dentro hacia por bajo ante
        frente tras atacó atacaron bombardeó
        bombardearon tomó tomaron capturó capturaron asedian asedia abandonaron azota azotó golpea
        sacude
        sacudió
    """),
    motion=keys("desde hacia hasta para a al contra"),
    belonging=keys("de del"),
    party=keys("con entre por"),
    joining=keys("y e o u así como"),
    skipped=keys("la el los las toda todo vecina vecino  propia antigua sitiada asediada varios"),
    directions=keys("""
        norte sur este oeste noreste noroeste sureste suroeste nordeste sudeste sudoeste centro
        afueras periferia interior costa septentrional meridional oriental occidental suburbio
        suburbios inmediaciones alrededores rural
    """),
    towns=keys("""
        ciudad ciudades pueblo pueblos aldea aldeas localidad localidades municipio municipios villa
        poblado barrio barrios campamento campo aeropuerto puerto capital vereda corregimiento
        parroquia
        hospital prisión cárcel base presa paso comuna cantón caserío enclave población
    """),
    divisions=keys(
        "provincia provincias departamento departamentos región regiones estado estados",
        "gobernación óblast distrito",
    ),
    grounds=keys("frontera fronteras suelo territorio territorios tierras espacio aguas"),
    offices=keys("""
        presidente presidenta ministro ministra ministerio gobierno ejército embajador embajada
        parlamento universidad banco fuerzas autoridades régimen junta rey emir policía obispo
        arzobispo
        primer cancillería congreso diario club alcalde
    """),
    speech=keys("""
        dijo dice afirma afirmó acusa acusó denuncia denunció condena condenó anuncia anunció
        declara
        declaró niega negó exige exigió pide pidió rechaza rechazó amenaza amenazó promete asegura
        aseguró advierte advirtió quiere apoya espera insiste
    """),
    doubtful=keys("""
        Para Sur Norte Este Oeste Mar Sol Luz Paz Victoria Unión La El Los Las Un Una Pero En De
        Del Al
        Con Sin Por Según Tras Ante Desde Hasta Sobre Entre Cuando Como Más Menos No Sí Si Ya Hoy
        Ayer
        Dos Tres Cuatro Cinco Seis Diez Cien Mil San Santa Santo Cruz Rosario Mercedes Dolores
        Concepción
        Trinidad Libertad Esperanza Progreso Salto  Orán Pinto Reina Rey Villa Vera Toro Rosas
        Campo Campos Puerto Barra Costa Castillo Torres Guerrero León   Santiago Diego
        Salvador Domingo Lorenzo Martín Francisco Ignacio Fernando Vicente Pedro Pablo Juan José
        Marcos
        Mateo Carlos Luis Miguel Antonio Rafael Sofía Florencia Lourdes Milagros Nieves Bolívar
        Sucre
        Colón Zamora Morales Aguilar Ávila Mendoza Medina Guzmán Lugo Soria Segovia Padilla
        Maldonado
        Lagos Mayo Marzo Junio Julio Este Esta Esto Estos Ese Esa Son Era Fue Hay Sus Su Se Le Lo
        Les
        Nos Mi Tu Que Quien Donde Así Aún Aunque Además Luego Pues Mientras Durante Varios Muchos
        Todos
        Todo Toda Cada Otro Otra Nuevo Nueva Gran Alto Bajo Alta Baja Corte  Ser Vale Estado Estados
        Real  Pan  Rama Nada Man Bar Ali Omar Hassan Mohamed Guerra Muerte Fin Capital
        Buena Bueno Bella Monte Sierra  Palma Palmas Rojas Blanco Blanca Negro Negra Verde Azul
    """),
    never=keys("OTAN La-Unión El-Real Bayern Casa-Blanca Abiy Grad Media-Luna Cristo Corán ONU"),
    given=keys("""
        Santiago Diego Salvador Domingo Victoria Sofía Florencia Mercedes Dolores Trinidad Rosario
        Martín Lorenzo Vicente León Valencia Córdoba Lourdes Milagros Francisco Asunción Israel
        Paris
         Jordán Adrián Fernando Constantino
    """),
    people=peoples("""
SY siri
IQ iraqu irak
LB libanes libanés
IL israelí israeli
PS palestin gazatí
IR iraní irani
TR turc
SA saudí saudi
YE yemení yemeni
EG egipci
LY libi
SD sudanes sudanés
ET etíope
SO somalí
CD congoleñ congoles congolés
ML malien maliens
NG nigerian
UA ucranian ucrani
RU rus
BY bielorrus
PL polac
US estadounidens norteamerican
GB británic
FR frances francés
DE aleman alemán
CN chin
AF afgan
PK paquistaní pakistaní
IN
MM birman
TN tunecin
DZ argelin
MA marroquí
HT haitian
VE venezolan
CO colombian
EC ecuatorian
PE peruan
BO bolivian
MX mexican
HN hondureñ
SV salvadoreñ
GT guatemaltec
NI nicaragüens
CU cuban
"""),
    people_ends=keys("o a os as e es í ies íes í") | {""},
    voices=peoples("RU Kremlin\nUS Pentágono\nAF Talibanes talibán talibanes\nVE Miraflores"),
)
