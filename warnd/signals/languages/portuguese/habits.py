"""Full stops of Portuguese that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

PORTUGUESE_HABITS = Habits(
    titles=word_set(
        """
        sr sra srta srs dr dra drs gen gal cel ten maj cap sgt cb alm brig eng prof profa pe dom
        exmo ilmo dep sen gov min av
        """
    ),
    before_numbers=word_set("nº n núm art arts pág págs p vol aprox km res"),
    either=word_set("etc cia ltda sa eua"),
    times=word_set("am pm h hs hrs"),
    after_times=word_set(
        """
        segunda terça quarta quinta sexta sábado domingo janeiro fevereiro março abril maio junho
        julho agosto setembro outubro novembro dezembro gmt utc hora local de da do
        """
    ),
    openers=word_set(
        """
        o a os as um uma uns umas em no na nos nas ao aos à às de do da dos das por pelo pela para
        com sem segundo após desde até entre sobre não se seu sua este esta estes estas esse essa e
        mas enquanto quando como embora também assim já hoje ontem durante ante ambos vários muitos
        mais centenas milhares dezenas dois duas três quatro cinco que
        """
    ),
)
