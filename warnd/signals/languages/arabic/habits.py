"""Full stops of Arabic that end no sentence; it has no capitals to tell one by."""

from warnd.signals.languages.arabic.words import folded
from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

ARABIC_HABITS = Habits(
    titles=word_set("د أ م"),
    before_numbers=word_set("ص رقم"),
    either=word_set(folded("هـ")),
    times=word_set("ص م"),
    after_times=word_set(folded("بتوقيت غرينتش اليوم أمس")),
    openers=word_set(folded("قال قالت وقال وقالت وأضاف وأضافت وأكد وذكر وأفاد وكان وكانت كما هذا")),
)
