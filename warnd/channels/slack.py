"""Slack's incoming webhook, which answers `ok`."""

import json

from warnd.channels.incoming import IncomingWebhook
from warnd.channels.slack_blocks import bare_document, rich_document
from warnd.model.notification import Message


class SlackChannel(IncomingWebhook):
    """Posts blocks, then text; implements `warnd.ports.world.Channel`."""

    def _rich(self, message: Message) -> bytes:
        return json.dumps(rich_document(message)).encode()

    def _bare(self, message: Message) -> bytes:
        return json.dumps(bare_document(message)).encode()
