"""Proposed progress: what an archive of messages says happened with the people on the list."""

from networking.exchange.proposals.taking import Found, preview, take

__all__ = ["Found", "preview", "take"]
