"""How people ask for a job, a referral or a look at their résumé; curiosity about a job is none of it."""

from __future__ import annotations

import re

from networking.web.text import fold

_POST = (
    "(?:jobs?|positions?|roles?|posts?|gigs?|vacanc(?:y|ies)|openings?|internships?|apprenticeships?)"
    r"(?! models?\b)"
)
_CHANCE = r"opportunit(?:y|ies)(?! to\b)"
_OWN = r"(?!(?:in|who|whose|with|of|your|their|his|her|people|somebody|someone|that|which)\b)"
_FEW = rf"(?:{_OWN}[\w'-]+ ){{0,4}}"  # a few words between, none of which makes it somebody else's post
_ANY_FEW = r"(?:[\w'-]+ ){0,4}"
_SEARCH = "(?:look|looking|hunting|search|searching|asking|ask(?: you)?|in search|on the lookout|hoping)"
_SORT = "(?:some |any |paid |remote |freelance |new |part-time |full-time )*"
_WISH = "(?:need|want|like|love|seek|seeking|find|get|land)"
_MAY_I = r"\b(?:can|could|may|might) i"
_ME = "(?:me|some(?:body|one) like me)"
_CV = "(?:resume|cv|curriculum vitae|cover letter)"
_SHOW = (
    "(?:look|glance|see|read|review|check|forward|pass|share|send|sending|sent|submit|hand|drop|show|feedback"
    "|comments?|thoughts|attach|attached|attaching|enclose|enclosed|find|here is|here's|put)"
)

# Each reads one clause as `clauses` gives it: no capitals, no accents, straight apostrophes.
ASKING = [
    # for a post
    rf"\b{_SEARCH}(?: \w+)? (?:for|of) {_FEW}(?:{_POST}|{_CHANCE})\b(?! (?:title|description|market))",
    rf"\b{_SEARCH} for {_SORT}(?:work|employment)\b(?! (?:samples?|that|which))",
    rf"\bi(?:'m| am|'d| would|'ve| have)?(?: \w+){{0,2}} {_WISH} (?:to get )?"
    rf"(?:a|an|any|my first|my next|another) {_FEW}{_POST}\b(?! like (?:yours|that))",
    rf"\bhelp me (?:to )?(?:find|get|land) {_FEW}(?:{_POST}|work)\b",
    rf"\b(?:get|give|offer|find) me {_FEW}(?:{_POST}|interview)\b",
    r"\binvite me (?:to|for) an? (?:job )?interview\b",
    rf"\b(?:appl(?:y|ying|ied)|application) (?:for|to) {_FEW}{_POST}\b",
    r"\bi\b(?: [\w']+){0,4} appl(?:y|ying|ied) (?:to|at|with) (?:you|your (?:team|company))\b",
    rf"\binterested in (?:the|an?|this|that|your|any) {_ANY_FEW}{_POST}\b(?! (?:of|that|as)\b)",
    rf"\b(?:consider|hire|employ|recruit) {_ME}\b(?! (?:curious|your))",
    r"\bkeep me in mind\b",
    rf"\b(?:job|role|position|place|room|spot|seat|opening|work) for {_ME}\b",
    rf"{_MAY_I} (?:come and )?(?:work (?:for|with)|join) (?:you|your)\b",
    rf"{_MAY_I} (?:do|have|get) an? (?:\w+ )?(?:{_POST}|interview)\b",
    r"\bi(?:'d| would)? (?:\w+ ){0,2}(?:love|like|want|hope) to join (?:you\b|your (?:team|company))",
    # whether there is one
    r"\b(?:are|is|if|whether|you|team|company|you're|they're|they) (?:[\w'-]+ ){0,4}hiring\b"
    r"(?! (?:managers?|process|teams?|bar|pipeline))",
    r"\b(?:are|is) (?:you|your \w+) (?:\w+ )?recruiting\b(?! (?:participants|people|testers|users)\b)",
    rf"\b(?:open|vacant|available|job|career|employment|work) (?:{_POST}|{_CHANCE})\b",
    r"\b(?:any|offer|offering) (?:\w+ ){0,2}"
    rf"(?:positions|roles|jobs|openings?|internships?|apprenticeships?|{_CHANCE})\b",
    rf"\b(?:is|are) there (?:an?|any|some) {_FEW}{_POST}\b",
    r"\bvacanc(?:y|ies)\b|\b(?:openings|an opening) (?:on|in|at|for|with)\b",
    r"\bopen to (?:work|new \w+|roles?|positions?|opportunities)\b",
    # for a good word
    r"\breferrals?\b(?! (?:traffic|links?|codes?|marketing|sources?|spam))",
    r"\brefer me\b(?! to (?:an?|any|some|the|your)\w* ?(?:\w+ )?"
    r"(?:person|people|colleagues?|who|page|docs?|article))",
    r"\brecommend me\b|\bvouch for me\b|\bput (?:in )?(?:a )?(?:good |kind )?word\b",
    # for a look at papers
    rf"\b{_SHOW} (?:[\w'-]+ ){{0,5}}?(?:my|the enclosed|the attached) (?:\w+ )?{_CV}\b",
    rf"\b{_CV} (?:is |are )?(?:attached|enclosed|below)\b",
    rf"\b(?:attached|enclosed) (?:is|find|you will find) (?:[\w']+ ){{0,2}}{_CV}\b",
    r"\b(?:forward|pass|push|support|review|consider) (?:\w+ ){0,2}my application\b",
]
_ASKING = [re.compile(pattern) for pattern in ASKING]
_CLAUSE = re.compile(
    r"[.!?…;:()–—]+|\n\s*\n| but |, *(?=(?:i|you|could|can|would|will|please|may|are|is|do|so)\b)"
    r"| and (?=(?:i|could|can|would|will|please|may)\b)"
)
_NOT = re.compile(
    r"(?<!why )(?<!if )\bnot\b(?! (?:only|just|sure|certain))"
    r"|\b(?:never|no|nor|neither|without|than|instead of)\b"
    r"|n't\b(?! (?:you|your|there|it|they|we|i|know)\b)"
)
_NEAR = 80  # characters before the asking words in which a “not” turns them


def asks_for_job(text: str) -> bool:
    """Whether a message asks for a job, a referral or a look at a résumé. “Not asking for a job” does not."""
    return any(asks(clause) for clause in clauses(text))


def asks(clause: str) -> bool:
    hits = (hit for pattern in _ASKING if (hit := pattern.search(clause)))
    return any(not _NOT.search(clause[max(0, hit.start() - _NEAR) : hit.end()]) for hit in hits)


def clauses(text: str) -> list[str]:
    """The text in pieces in which a “not” holds for what follows it."""
    plain = "\n\n".join(fold(part) for part in re.split(r"\n\s*\n", text.replace("’", "'")))
    return [" ".join(clause.split()) for clause in _CLAUSE.split(plain) if clause.strip()]
