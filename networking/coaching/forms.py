"""What a seeker may type to a coach, and a coach to a seeker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from networking.coaching.models import LONGEST, SavedReply, Verdict
from networking.coaching.reviewing import Said, Words

SHORT = {"rows": 2}


class HandInForm(forms.Form):
    """`round` is the one that was shown: pressed twice, it is one."""

    words = forms.CharField(
        label="A word to your coach",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    round = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """An answer to a remark; empty takes it away."""

    words = forms.CharField(
        label="Your answer", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=SHORT)
    )


class KeepForm(forms.Form):
    because = forms.CharField(
        label="Keep it, because",
        max_length=LONGEST,
        widget=forms.Textarea(attrs=SHORT),
        error_messages={"required": "Say in a line why you keep it: your coach reads it."},
    )


FAR = 2**31 - 1


class Lines(forms.CharField):
    """A browser sends each line break as two characters; it is kept and counted as one."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ReviewForm(forms.Form):
    """A review as it stands on the page, for the companies of one list and no others.

    `over` is the version of another window's words that these may replace.
    """

    overall = Lines(max_length=LONGEST, required=False)
    version = forms.IntegerField(min_value=0, max_value=FAR, required=False)
    over = forms.IntegerField(min_value=0, max_value=FAR, required=False)

    def __init__(self, *args: Any, listed: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = list(listed)
        for pk in self.listed:
            self.fields[f"verdict_{pk}"] = forms.ChoiceField(choices=Verdict.choices, required=False)
            self.fields[f"words_{pk}"] = Lines(max_length=LONGEST, required=False)

    @property
    def words(self) -> Words:
        """What was typed; as it was typed where that is refused."""
        return Words(
            self._typed("overall"),
            {pk: Said(self._typed(f"verdict_{pk}"), self._typed(f"words_{pk}")) for pk in self.listed},
        )

    def _typed(self, name: str) -> str:
        kept: str | None = self.cleaned_data.get(name)
        return str(self.data.get(name, "")) if kept is None else kept

    @property
    def version_now(self) -> int:
        given = self.cleaned_data.get("over") or self.cleaned_data.get("version")
        return given or 0

    @property
    def complaints(self) -> list[str]:
        long = f"A remark can have {LONGEST} characters at most."
        return list(
            dict.fromkeys(long if name != "version" else "Load the page again." for name in self.errors)
        )


class ReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    """Words that a coach says often."""

    class Meta:
        model = SavedReply
        fields = ("text",)
