"""Full stops of Amharic that end no sentence; its own, ። and ፡፡, always do."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

AMHARIC_HABITS = Habits(
    titles=word_set("ዶ/ር ዶር ፕ/ር ወ/ሮ ኢ/ር ጄ/ል"),
    before_numbers=word_set("ቁ"),
    either=word_set("ዓም እኤአ"),
    times=word_set(""),
    after_times=word_set(""),
    openers=word_set("ይህ ይሁን ነገር በሌላ እንደ ፖሊስ መንግሥት በተጨማሪም ሆኖም ትናንት ዛሬ ከዚህ"),
)
