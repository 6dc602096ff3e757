"""What a seeker may set about their search: aims, clocks, time zone, LinkedIn and the order of channels."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from networking.accounts.models import User
from networking.accounts.story_form import HELP, LABELS, GraduatedField
from networking.accounts.zones import zones
from networking.web.forms import WebAddressField
from networking.web.seen import SeenForm

# Field → (least, most): enough for any search, and nothing that a slip of the keys makes of it.
RANGES = {
    "target_aim": (1, 50),
    "new_people_a_day": (0, 50),
    "follow_up_days": (1, 90),
    "follow_up_limit": (0, 5),
    "rest_days": (1, 90),
    "thanks_days": (0, 14),
    "close_days": (7, 730),
    "others_days": (7, 1825),
    "linkedin_notes_a_month": (0, 300),
}


class SettingsForm(SeenForm):
    graduated_on = GraduatedField()

    GROUPS: ClassVar[dict[str, tuple[str, ...]]] = {
        "You": ("name", "time_zone"),
        "Your story": ("story", "resume_url", "graduated_on"),
        "Your aims": ("target_aim", "new_people_a_day"),
        "Clocks": (
            "follow_up_days",
            "follow_up_limit",
            "rest_days",
            "thanks_days",
            "close_days",
            "others_days",
        ),
        "LinkedIn": ("linkedin_plan", "linkedin_notes_a_month"),
    }

    class Meta:
        model = User
        fields = (
            "name", "time_zone", "target_aim", "new_people_a_day", "follow_up_days", "follow_up_limit",
            "rest_days", "thanks_days", "close_days", "others_days", "linkedin_plan",
            "linkedin_notes_a_month", "story", "resume_url", "graduated_on",
        )  # fmt: skip
        field_classes: ClassVar = {"resume_url": WebAddressField}
        widgets: ClassVar = {"story": forms.Textarea(attrs={"rows": 5})}
        labels: ClassVar = LABELS | {
            "name": "Your name",
            "time_zone": "Time zone",
            "target_aim": "Target companies",
            "new_people_a_day": "New people a day",
            "follow_up_days": "Days before a follow-up",
            "follow_up_limit": "Follow-ups at most",
            "rest_days": "Days before letting it rest",
            "thanks_days": "Days to say thank you",
            "close_days": "Keep in touch with close people: every … days",
            "others_days": "Keep in touch with everybody else: every … days",
            "linkedin_plan": "Your account",
            "linkedin_notes_a_month": "Notes a month",
        }
        help_texts: ClassVar = HELP | {
            "time_zone": "A day begins and ends by it. Days that were written down stay as they are.",
            "target_aim": "Five are enough to know each of them well.",
            "new_people_a_day": "First messages. After that the step is offered again tomorrow.",
            "follow_up_days": "After the last message of yours that waits for an answer.",
            "follow_up_limit": "In one silence; the count starts again whenever they answer.",
            "rest_days": "After the last follow-up.",
            "thanks_days": "After a chat or help received.",
            "linkedin_notes_a_month": "Empty: 5 on a free account, no limit on a paid one.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.instance.time_zone
        unknown = [(now, now)] if now and now not in dict(zones()) else []
        self.fields["time_zone"] = forms.ChoiceField(
            label="Time zone",
            choices=[*([] if now else [("", "Choose your time zone")]), *unknown, *zones()],
            help_text=self.Meta.help_texts["time_zone"],
            required=bool(now),
        )
        for name, (least, most) in RANGES.items():
            field = self.fields[name]
            self.fields[name] = forms.IntegerField(
                label=field.label,
                help_text=field.help_text,
                required=name != "linkedin_notes_a_month",
                min_value=least,
                max_value=most,
                error_messages={
                    "min_value": f"This can be {least} at least.",
                    "max_value": f"This can be {most} at most.",
                    "invalid": "A whole number, please.",
                    "required": "A number, please.",
                },
            )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS.items()]
