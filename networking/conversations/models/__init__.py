"""What was said, planned and learned, what is being written, what is due, what was put off,
what it all amounts to, who turned out to be one person; roles and whom one asks for help with them, where one
meets people, and what keeps them close."""

from networking.conversations.models.history import (
    Channel,
    Chat,
    ChatStatus,
    ConversationQuerySet,
    Interaction,
    Medium,
    Sort,
)
from networking.conversations.models.keeping import ImportantDate, Update
from networking.conversations.models.learning import Learned, Question, Topic
from networking.conversations.models.merging import Merge, TwoPeople
from networking.conversations.models.messages import Draft, Purpose, Template
from networking.conversations.models.opportunities import (
    ENDED,
    Found,
    Introduction,
    Opportunity,
    Outcome,
    Progress,
    Referral,
)
from networking.conversations.models.steps import Due, Hidden, Tick
from networking.conversations.models.totals import Totals
from networking.conversations.models.venues import (
    Attendance,
    Community,
    CommunityKind,
    Event,
    EventKind,
    Met,
)

__all__ = [
    "ENDED",
    "Attendance",
    "Channel",
    "Chat",
    "ChatStatus",
    "Community",
    "CommunityKind",
    "ConversationQuerySet",
    "Draft",
    "Due",
    "Event",
    "EventKind",
    "Found",
    "Hidden",
    "ImportantDate",
    "Interaction",
    "Introduction",
    "Learned",
    "Medium",
    "Merge",
    "Met",
    "Opportunity",
    "Outcome",
    "Progress",
    "Purpose",
    "Question",
    "Referral",
    "Sort",
    "Template",
    "Tick",
    "Topic",
    "Totals",
    "TwoPeople",
    "Update",
]
