from tests.storage.records import HOUR, NOON
from warnd.model.identifiers import ChannelId
from warnd.storage.store import SqlStore

TEAM, FILES = ChannelId("team"), ChannelId("files")


def test_the_newest_note_of_a_subject_is_the_one_that_is_kept(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.note_for_channel(TEAM, "a1", "first", NOON)
    with store.transaction() as transaction:
        transaction.note_for_channel(TEAM, "a1", "second", NOON + HOUR)
        transaction.note_for_channel(TEAM, "a2", "other", NOON)
    with store.transaction() as transaction:
        assert transaction.channel_note(TEAM, "a1") == "second"
        assert transaction.channel_note(TEAM, "a2") == "other"


def test_channels_do_not_read_the_notes_of_one_another(store: SqlStore) -> None:
    with store.transaction() as transaction:
        transaction.note_for_channel(TEAM, "a1", "mine", NOON)
        assert transaction.channel_note(FILES, "a1") is None
