"""Full stops of Spanish that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

SPANISH_HABITS = Habits(
    titles=word_set(
        """
        sr sra srta sres dr dra dres gral gnral cnel crnl col tte tcnel cap cptn sgto sto sta cmdte
        comdte cte almte mons ing lic prof profa fr dña excmo ilmo mtro mtra dip sen gob pbro av
        avda hnos
        """
    ),
    before_numbers=word_set("núm num no nro nº art arts pág págs pag vol aprox km res"),
    either=word_set("etc cía ltda sa ee uu"),
    times=word_set("am pm m hs hrs"),
    after_times=word_set(
        """
        lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio
        julio agosto septiembre octubre noviembre diciembre gmt utc hora local de del
        """
    ),
    openers=word_set(
        """
        el la los las un una unos unas en a al de del por para con sin según tras desde hasta entre
        sobre no se lo su sus este esta estos estas ese esa y pero sin mientras cuando como aunque
        además también así ya hoy ayer el durante ante ambos varios muchos más cientos miles decenas
        dos tres cuatro cinco si que
        """
    ),
)
