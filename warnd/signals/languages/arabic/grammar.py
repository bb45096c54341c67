"""The small words of Arabic that say what is past, feared, counted or told aside."""

from warnd.model.grammar import AsideWords, ClauseWords, DateWords, Grammar, ListWords
from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.words import numbered, word_set

_YEAR = word_set(folded("عام العام سنة السنة بعام لعام"))

ARABIC_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(
            folded(
                """
                بعد بعدما قبيل عقب إثر أثناء حيث التي الذي الذين اللذين بينما فيما عندما
                حين حينما لكن ولكن رغم لأن إذ
                """
            )
        ),
        opening_phrases=(
            tuple(folded("ردا على").split()),
            tuple(folded("على خلفية").split()),
            tuple(folded("في حين").split()),
            tuple(folded("المتهم ب").split()),
        ),
        apart=word_set(folded("بعد بعدما عقب إثر منذ")),
        answered=(tuple(folded("ردا على").split()),),
        ties=word_set(folded("الذين التي الذي")),
        relative=word_set(folded("التي الذي الذين حيث")),
        beforehand=word_set(folded("بعد بعدما عقب إثر")),
    ),
    asides=AsideWords(
        shares=tuple(
            (folded(word),) for word in ("نصفهم", "معظمهم", "غالبيتهم", "أغلبهم", "ثلثهم", "ربعهم")
        ),
        openers=tuple(
            tuple(folded(line).split())
            for line in ("بينهم", "من بينهم", "بينها", "بمن فيهم", "منهم", "معظمهم", "غالبيتهم")
        ),
        always=word_set(folded("بينهم بينها منهم معظمهم غالبيتهم")),
        parts=(("منهم",), ("بينهم",)),
        enders=word_set(
            folded("في جراء إثر بعد خلال عندما حين بقصف بانفجار بغارة بهجوم برصاص على بنيران وأصيب")
        ),
    ),
    lists=ListWords(
        about=word_set(folded("نحو حوالى حوالي زهاء قرابة أكثر من عن لا يقل ما على الأقل")),
        verbs=word_set(folded("قتلوا أصيبوا لقوا")),
    ),
    dates=DateWords(
        months=numbered(
            folded(
                """
                يناير جانفي
                فبراير فيفري شباط
                مارس آذار
                أبريل إبريل نيسان أفريل
                مايو أيار ماي
                يونيو حزيران جوان يونيه
                يوليو تموز جويلية يوليه
                أغسطس آب أوت غشت
                سبتمبر أيلول شتنبر
                أكتوبر
                نوفمبر نونبر
                ديسمبر دجنبر
                """
            )
        ),
        named_by_year=word_set(folded("اتفاق اتفاقية قرار معاهدة دستور هدنة القرار")),
        since=word_set(folded("منذ")),
        ranked=word_set(folded("أول الأول الأولى أعنف الأعنف أكبر الأكبر أسوأ الأسوأ")),
        dating=_YEAR | word_set(folded("في منذ خلال حتى مطلع أواخر أوائل")),
        dating_days=_YEAR | word_set(folded("في منذ خلال حتى يوم")),
        timing=_YEAR | word_set(folded("في خلال")),
        before_past_month=word_set(folded("في خلال مطلع أواخر منتصف")),
        to_come=word_set(folded("سوف قد حتى المقبل القادم المقبلة القادمة مقرر يتوقع بحلول")),
        fresh=word_set(
            folded(
                """
                اليوم أمس الآن حاليا السبت الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة
                فجر صباح مساء الليلة
                """
            )
        ),
    ),
)
