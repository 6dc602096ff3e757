"""What was said, planned and learned, what is being written, what is due, what was put off,
what it all amounts to, and who turned out to be one person."""

from networking.conversations.models.history import (
    Channel,
    Chat,
    ChatStatus,
    ConversationQuerySet,
    Interaction,
    Medium,
)
from networking.conversations.models.learning import Learned, Question, Topic
from networking.conversations.models.merging import Merge, TwoPeople
from networking.conversations.models.messages import Draft, Purpose, Template
from networking.conversations.models.steps import Due, Hidden
from networking.conversations.models.totals import Totals

__all__ = [
    "Channel",
    "Chat",
    "ChatStatus",
    "ConversationQuerySet",
    "Draft",
    "Due",
    "Hidden",
    "Interaction",
    "Learned",
    "Medium",
    "Merge",
    "Purpose",
    "Question",
    "Template",
    "Topic",
    "Totals",
    "TwoPeople",
]
