"""How much people and services are told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from warnd.channel_settings import ChannelSettings

#: more than this within a minute for one recipient is a flood: nobody reads it one by one
FLOOD = 40
#: messages that leave alone in a flood, the gravest first; emergencies have as many of their own
MOST_ALONE = 20
#: seconds that the two are counted over
MINUTE_S = 60.0
#: seconds between two digests of what is held back, unless one is full
PAUSE_S = 60.0
#: alerts that rest on one publisher and leave alone in `SOURCE_WINDOW`. A front line moves in a
#: dozen divisions on a bad day; more from one mouth is an error or a flood, and goes into digests.
SOURCE_BUDGET = 20
SOURCE_WINDOW = timedelta(hours=1)
#: what is below a warning and waited longer goes into a digest: it is history by then
STALE = timedelta(hours=24)
#: what waited longer says so
LATE = timedelta(hours=1)
#: seconds without a message taken after which a recipient is only tried, with one or two messages,
#: until one is taken: shorter gaps are the channel's own retries
SILENT_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How one kind of channel may be spoken to."""

    #: seconds between two messages; 0: as fast as they are taken, several at once
    gap_s: float = 0.0
    #: alerts that one digest lists
    digest_most: int = 500
    #: characters of a digest's text; what does not fit is told as a number
    digest_room: int = 400_000
    #: whether its messages show pictures
    shows_pictures: bool = False


#: by the `type` of a channel: the gap its service documents, and what one message of it holds.
#: Slack takes one message a second for each webhook and conversation, and some 13,000 characters
#: (https://docs.slack.dev/apis/web-api/rate-limits). ntfy.sh gives back one message in five seconds
#: once sixty are used up, and shows 4,096 bytes, which is half as many letters in most scripts
#: (https://docs.ntfy.sh/publish/#limitations). Telegram takes one a second
#: in a chat (https://core.telegram.org/bots/faq). Teams takes four a second and 28 kB; Mattermost
#: 16,383 characters. A webhook's receiver often takes no body beyond a megabyte.
PACES: Mapping[str, Pace] = {
    "apprise": Pace(gap_s=1.0, digest_most=20, digest_room=3_000),
    "cap": Pace(),
    "console": Pace(),
    "csv": Pace(),
    "email": Pace(shows_pictures=True),
    "exec": Pace(digest_most=200),
    "geojson": Pace(),
    "mattermost": Pace(gap_s=1.0, digest_most=50, digest_room=10_000),
    "ntfy": Pace(gap_s=5.0, digest_most=20, digest_room=1_900),
    "slack": Pace(gap_s=1.0, digest_most=20, digest_room=9_000),
    "slack-bot": Pace(gap_s=1.0, digest_most=20, digest_room=9_000, shows_pictures=True),
    "teams": Pace(gap_s=1.0, digest_most=40, digest_room=9_000),
    "telegram": Pace(gap_s=1.0, digest_most=20, digest_room=3_500),
    "webhook": Pace(digest_most=200),
}


def pace_of(channel: ChannelSettings) -> Pace:
    """Give how a channel may be spoken to: as its service documents, or as its settings say."""
    pace = PACES[channel.type]
    return replace(pace, gap_s=channel.at_most.gap_s) if channel.at_most else pace
