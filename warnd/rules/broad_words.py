"""Words that say too little alone: each is in sport, business or daily life more often than in war.

A rule whose match is met by one of them, with nothing around it, is too broad.
"""

from collections.abc import Mapping

_ENGLISH = (
    # fighting, as teams, lawyers, parties and markets do it
    """
    attack assault battle fight clash strike hit fire shot shoot target raid storm war conflict
    offensive campaign operation force defend defeat victory blast explosion explode bomb shell
    bombard rocket missile mine gun weapon kill die death dead wound injure victim
    """,
    # threats, as anybody makes them
    "threat threaten warn fear crisis tension ultimatum escalate escalation",
    # agreements and their ends, as business and politics have them
    "truce deal agreement peace talks break collapse end violate violation withdraw release",
    # places and people that change hands, as jobs and markets do
    """
    capture seize take control fall gain advance retreat move deploy deployment mobilise mobilize
    troop army border leave flee escape evacuate evacuation refugee camp displace siege block
    blockade aid convoy arrest detain hold abuse
    """,
    # crowds, as festivals have them
    "protest demonstration march riot rally unrest coup police crowd",
)

#: By language; a word stands for all its forms.
BROAD_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(word for words in _ENGLISH for word in words.split())
}
