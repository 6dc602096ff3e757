"""A field has a label, keeps what was typed, and ties its help and its error to the input."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As they write it.")
    persona = forms.ChoiceField(label="Persona", choices=[("a", "A")], required=False)
    friend = forms.BooleanField(label="Connected", required=False)
    medium = forms.ChoiceField(label="Medium", choices=[("v", "Video")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(form):
    return {field.name: render_to_string("web/_field.html", {"field": field}) for field in form}


def test_each_widget_has_its_shape():
    html = rendered(SampleForm())
    assert 'class="form-control"' in html["name"]
    assert 'class="form-select"' in html["persona"]
    assert "(optional)" in html["persona"]
    assert 'class="form-check-input"' in html["friend"]
    assert "<legend>Medium</legend>" in html["medium"]
    assert "form-row" not in html["key"]


def test_every_input_has_its_label():
    html = rendered(SampleForm())
    assert '<label for="id_name">Name' in html["name"]
    assert '<label for="id_friend">Connected' in html["friend"]
    assert '<label for="id_medium_0">Video' in html["medium"]


def test_a_mistake_is_said_below_the_field_and_tied_to_it():
    html = rendered(SampleForm({"name": ""}))["name"]
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert '<p class="field-error" id="id_name_error">This field is required.</p>' in html


def test_what_was_typed_is_kept_and_harmless():
    html = rendered(SampleForm({"name": "<script>"}))["name"]
    assert 'value="&lt;script&gt;"' in html
