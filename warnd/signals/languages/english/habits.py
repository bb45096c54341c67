"""Full stops of English that end no sentence."""

from warnd.signals.languages.boundaries import Habits
from warnd.signals.languages.words import word_set

ENGLISH_HABITS = Habits(
    titles=word_set(
        """
        gen lt col maj capt sgt cpl pvt adm brig cmdr cdr mr mrs ms dr prof rev fr hon sen rep gov
        pres st mt ft ste supt insp det amb messrs vs cf viz eg ie fmr asst
        """
    ),
    before_numbers=word_set(
        "no nos vol art sec fig p pp jan feb mar apr jun jul aug sep sept oct nov dec approx ca"
    ),
    either=word_set("inc corp co ltd jr sr etc bros llc dept univ al est min dep"),
    times=word_set("am pm"),
    after_times=word_set(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april may
        june july august september october november december gmt utc est edt cet bst local eastern
        """
    ),
    openers=word_set(
        """
        the a an in on at it he she they we i this that these those but and however meanwhile after
        before as for from with when while there his her their its our some many more most several
        both earlier later also if since despite according what who no not nearly about around over
        by under during among between within two three four five dozens hundreds thousands last
        """
    ),
)
