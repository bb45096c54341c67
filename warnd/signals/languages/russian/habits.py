"""Full stops of Russian that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

RUSSIAN_HABITS = Habits(
    titles=word_set(
        """
        ул пр просп пер пл пос дер обл им ген полк подполк кап лейт сер акад проф св гр тов гос
        см ср нас мин зам пом нач
        """
    ),
    before_numbers=word_set("ст ч п пп рис табл янв февр апр авг сент окт нояб дек"),
    either=word_set("гг вв тыс млн млрд руб коп др пр чел сек час кв куб проц н э тонн ок"),
    times=word_set(""),
    after_times=word_set(""),
    openers=word_set(
        """
        в на по при после до со из из-за об от за во для между тем также кроме ранее позже
        он она они мы я это эти этот тот те все как но если когда однако ожидается сообщается
        отмечается напомним напоминаем несколько один два три более около не минимум согласно там
        тогда теперь сейчас вчера сегодня утром вечером ночью накануне по-прежнему власти военные
        """
    ),
)
