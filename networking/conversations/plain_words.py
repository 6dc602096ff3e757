"""The words of four letters and more that every message holds, so that they say nothing about a company."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLAIN_WORDS = _words("""
    about above after again against also always another anybody anyone anything around away back
    became because become been before began behind being below best better between both bring came
    cannot come comes companies company could does doing done down during each else even ever every
    everybody everyone everything fact find first found from gave gets give given goes going good
    great have having here hers herself himself into itself just keep kept know known last later
    least less like liked live long look lots love loved made make makes making many maybe more most
    much must myself near need never next nice nobody none nothing often once only other others ours
    over own part people perhaps place please quite rather really right said same says seem seen
    several shall should since some somebody someone something soon still such sure take taken tell
    than thank thanks that their theirs them themselves then there these they thing things think
    this those though three through time times today together told took toward towards turn under
    until upon used uses using very want wants week well went were what when where which while whole
    whom whose will wish with within without word words work worked working works would write wrote
    year years yesterday your yours yourself
""")
