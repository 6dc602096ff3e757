"""What a seeker may type to a coach."""

from __future__ import annotations

from django import forms

from networking.coaching.models import LONGEST

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
