"""Full stops of Swahili that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

SWAHILI_HABITS = Habits(
    titles=word_set("dk dkt dr prof mh mhe bw bi gen jen kan lt col kapt insp st mt sheikh"),
    before_numbers=word_set("na no uk jan feb apr ago sep okt nov des"),
    either=word_set("nk n.k mf co ltd"),
    times=word_set("am pm"),
    after_times=word_set("jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili gmt eat"),
    openers=word_set(
        """
        hata lakini hata aidha hii hiyo hayo huyo watu polisi jeshi rais waziri serikali baada kabla
        katika kwa wakati kulingana mapema jana leo kesho msemaji shirika umoja vyombo wakazi
        """
    ),
)
