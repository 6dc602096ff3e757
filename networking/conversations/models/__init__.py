"""What was said, planned and learned, what is being written, what is due, what was put off,
and what it all amounts to."""

from networking.conversations.models.history import (
    Channel,
    Chat,
    ChatStatus,
    ConversationQuerySet,
    Interaction,
    Medium,
)
from networking.conversations.models.learning import Learned, Question, Topic
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
    "Purpose",
    "Question",
    "Template",
    "Topic",
    "Totals",
]
