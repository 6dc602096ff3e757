"""What people may type after a chat: what they learned, by topic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from networking.conversations.models import Topic

LEARNED_OF = (Topic.ROLE, Topic.CULTURE, Topic.APPLY, Topic.OPEN_ROLES, Topic.PEOPLE, Topic.REFER)
ASKS = {
    Topic.ROLE: "Skills, tools, what a good first half year looks like.",
    Topic.CULTURE: "How they work together, what is hard, what they like.",
    Topic.APPLY: "What counts, whom it goes to, what helps to prepare.",
    Topic.OPEN_ROLES: "What is open now, or will be.",
    Topic.PEOPLE: "Names, and what they know. Afterwards you can put them on your list.",
    Topic.REFER: "Did they offer to pass your name on? In whose words?",
}


class LearnedForm(forms.Form):
    """A field for each topic.

    What stood there when the page was opened comes along, so that two windows do not overwrite each other:
    topics that were not touched here stay as they are, of one that was changed in both, both texts are shown.
    """

    def __init__(self, data: Any = None, *, learned: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(learned))
        self.stored = {topic.value: plain(learned.get(topic, "")) for topic in LEARNED_OF}
        for topic in LEARNED_OF:
            self.fields[topic.value] = forms.CharField(
                label=topic.label,
                max_length=5000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=ASKS[topic],
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for topic, text in self.changed(cleaned).items():
            if self.stored[topic] not in (self.seen(topic), text):
                there = self.stored[topic] or "nothing"
                self.add_error(topic, f"Meanwhile it says: {there}. Save again to keep your words.")
        return cleaned

    def changed(self, cleaned: Mapping[str, str]) -> dict[str, str]:
        """The topics that were touched in this window."""
        return {topic: text for topic, text in cleaned.items() if plain(text) != self.seen(topic)}

    @property
    def learned(self) -> dict[str, str]:
        """What the writer is told."""
        return self.changed(self.cleaned_data)

    def seen(self, topic: str) -> str:
        """What stood there when the page was opened."""
        return plain(self.data.get(f"seen-{topic}", "")) if self.is_bound else self.stored[topic]

    @property
    def parts(self) -> list[tuple[BoundField, str, str]]:
        """Each field, and the hidden one beside it. Who was shown what changed meanwhile has now seen it."""
        return [
            (
                self[topic],
                f"seen-{topic}",
                self.stored[topic] if self.has_error(topic) else self.seen(topic),
            )
            for topic in self.stored
        ]


def plain(text: str) -> str:
    """As it is compared: a browser writes its own ends of lines."""
    return text.replace("\r\n", "\n").strip()
