"""What every sender works with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from warnd.alerts.channel_notices import Trouble
from warnd.alerts.dress import PLAIN, Dress
from warnd.daemon.delivering.packing import Words
from warnd.daemon.worker import Worker
from warnd.model.notification import Notification
from warnd.ports.store import Store, Transaction
from warnd.ports.world import Clock
from warnd.web.metrics import Metrics


def _nobody(_transaction: Transaction, _trouble: Trouble) -> None:
    """Tell nobody."""


def _nothing() -> None:
    """Do nothing."""


def never_told(_notification: Notification) -> bool:
    """Tell that nothing was sent without a record."""
    return False


async def _undressed(notification: Notification, *, pictures: bool) -> Dress:  # noqa: ARG001
    """Give nothing beside the words."""
    return PLAIN


class Dressing(Protocol):
    """Gives what goes with the message of a notification."""

    async def __call__(self, notification: Notification, *, pictures: bool) -> Dress:
        """Give it; `pictures` tells whether the channel shows them."""
        ...


#: gives nothing beside the words
PLAINLY: Dressing = _undressed


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderParts:
    """What every sender works with."""

    store: Store
    worker: Worker
    clock: Clock
    metrics: Metrics
    #: gives 0 to 1, for jitter
    chance: Callable[[], float]
    #: what people read
    words: Words
    #: stores, in the transaction of a failure, what people are told of a channel
    on_trouble: Callable[[Transaction, Trouble], None] = _nobody
    #: called on the loop when other channels may have something new
    wake: Callable[[], None] = _nothing
    #: gives what goes with a message
    dress: Dressing = PLAINLY
    #: tells what was sent already while it could not be recorded
    was_told: Callable[[Notification], bool] = never_told
