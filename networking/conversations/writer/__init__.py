"""The one writer of conversations: every act that changes what a contact's stored columns are made from.

Each act is one transaction that holds the contact's row, may be repeated without harm, recomputes what is
derived (`derived`), and turns the contact's version and the revision of the companies it touches.
"""

from networking.conversations.writer.chats import (
    cancel_chat,
    change_questions,
    hold_chat,
    miss_chat,
    move_chat,
    plan_chat,
    remove_chat,
    restore_chat,
    take_back,
    unsettle_chat,
    write_learned,
    write_questions,
)
from networking.conversations.writer.closeness import set_closeness
from networking.conversations.writer.connecting import connect, disconnect
from networking.conversations.writer.derived import recompute, recompute_all
from networking.conversations.writer.in_bulk import ToLog, log_many, remove_many
from networking.conversations.writer.interactions import (
    Sent,
    answer_needed,
    correct,
    log,
    no_answer_needed,
    remove,
    restore,
)
from networking.conversations.writer.jobs import change_job, undo_job
from networking.conversations.writer.locking import Conflict, Stale
from networking.conversations.writer.merging import merge_contacts, offered, say_two_people, undo_merge
from networking.conversations.writer.parking import park, reopen
from networking.conversations.writer.people import (
    add_contact,
    add_many,
    edit_contact,
    edit_many,
    remove_contact,
    restore_contact,
)
from networking.conversations.writer.standing import remove_company, restore_company, set_standing
from networking.conversations.writer.totals import recount
from networking.conversations.writer.withdrawing import withdraw

__all__ = [
    "Conflict",
    "Sent",
    "Stale",
    "ToLog",
    "add_contact",
    "add_many",
    "answer_needed",
    "cancel_chat",
    "change_job",
    "change_questions",
    "connect",
    "correct",
    "disconnect",
    "edit_contact",
    "edit_many",
    "hold_chat",
    "log",
    "log_many",
    "merge_contacts",
    "miss_chat",
    "move_chat",
    "no_answer_needed",
    "offered",
    "park",
    "plan_chat",
    "recompute",
    "recompute_all",
    "recount",
    "remove",
    "remove_chat",
    "remove_company",
    "remove_contact",
    "remove_many",
    "reopen",
    "restore",
    "restore_chat",
    "restore_company",
    "restore_contact",
    "say_two_people",
    "set_closeness",
    "set_standing",
    "take_back",
    "undo_job",
    "undo_merge",
    "unsettle_chat",
    "withdraw",
    "write_learned",
    "write_questions",
]
