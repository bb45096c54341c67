"""Toponyms: what a name may stand for."""

from dataclasses import dataclass
from enum import Enum, auto

from warnd.model.place import Place


class PlaceKind(Enum):
    """What sort of place it is."""

    #: a whole country
    COUNTRY = auto()
    #: a first-level division: a province, governorate, oblast, state
    DIVISION = auto()
    #: a capital city, whose name also stands for a government
    CAPITAL = auto()
    #: any other town, village, camp, base or crossing
    TOWN = auto()
    #: an area that is neither country nor division: a sea, a valley, a disputed region
    REGION = auto()


class NameSense(Enum):
    """How the name stands for the place."""

    #: its usual name, or one as usual
    NAME = auto()
    #: another spelling or an old or foreign name
    SPELLING = auto()
    #: its people or what belongs to it: "Syrian"
    PEOPLE = auto()
    #: those who speak or fight for it: "the Kremlin", "Houthis"
    VOICE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """One thing a name may stand for."""

    #: the place
    place: Place
    #: what sort of place it is
    kind: PlaceKind
    #: how the name stands for it
    sense: NameSense = NameSense.NAME
