"""The identifiers of things that flow, each its own type so that none is taken for another."""

from typing import NewType

#: a configured feed, as the operator named it
FeedId = NewType("FeedId", str)
#: an article: in the daemon 16 hex digits, in `warnd score` and `replay` whatever the caller gave
ArticleId = NewType("ArticleId", str)
#: articles that report the same thing: the id of the first of them
StoryId = NewType("StoryId", str)
#: the story of an article that was not compared with others yet
NO_STORY = StoryId("")
#: an area: an ISO 3166 code by default, else as the operator named it
AreaId = NewType("AreaId", str)
#: an alert over all of its versions
AlertId = NewType("AlertId", str)
#: a channel, as the operator named it
ChannelId = NewType("ChannelId", str)
#: a rule, pattern or cue, as its rule file names it
RuleId = NewType("RuleId", str)
#: a signal kind, such as `shelling`; kinds are data, an operator may add one
KindId = NewType("KindId", str)
#: an independent publisher; two feeds of one publisher are one origin
Origin = NewType("Origin", str)
