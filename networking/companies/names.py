"""What makes two spellings one company: case, punctuation, legal forms and a few second names removed."""

from __future__ import annotations

import re
from functools import lru_cache

from networking.web.text import fold

MAX_KEY = 200

# Legal forms at the end of a name, as they read once folded and without punctuation.
LEGAL_FORMS = frozenset(
    tuple(form.split())
    for form in (
        # English-speaking and Asian
        "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "l l c", "llp", "lp",
        "ltd", "limited", "plc", "pllc", "pbc", "pvt", "private limited", "pte", "pty",
        "proprietary limited", "sdn", "bhd", "opc", "kk", "k k", "gk", "tbk", "jsc",
        # German
        "gmbh", "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ug haftungsbeschrankt", "ev",
        "e v", "eg", "se", "e k", "gesellschaft mit beschrankter haftung", "aktiengesellschaft",
        # Romance
        "sa", "s a", "sas", "sasu", "sarl", "eurl", "snc", "sca", "spa", "s p a", "srl", "s r l",
        "srls", "sl", "s l", "slu", "sau", "ltda", "lda", "eireli", "sa de cv", "s a de c v",
        "s de rl de cv", "sapi de cv", "sociedad anonima", "societe anonyme",
        # Dutch and Nordic
        "bv", "b v", "nv", "n v", "vof", "ab", "ab publ", "aktiebolag", "as", "a s", "asa", "aps", "oy",
        "oyj", "abp", "hb", "osakeyhtio",
        # Central and Eastern European, Turkish
        "sro", "s r o", "spol s ro", "vos", "sp z oo", "sp z o o", "sp zoo", "sp k", "sp j", "kft",
        "zrt", "nyrt", "doo", "d o o", "dd", "ood", "eood", "uab", "sia", "ou", "ltd sti", "sti",
        "anonim sirketi", "limited sirketi", "ооо", "оао", "зао", "пао", "ао", "тоо", "тов",
        # What is left of "& Co. KG"
        "and", "und", "et", "y cia", "and cie",
    )
)  # fmt: skip
LEADING_FORMS = frozenset(
    (form,) for form in ("pt", "uab", "sia", "oy", "ооо", "оао", "зао", "пао", "ао", "тоо", "тов", "ип")
)
_LONGEST = max(map(len, LEGAL_FORMS))
_EAST_ASIAN = (
    r"株式会社|\(株\)|\(주\)|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|股份公司|주식회사|유한회사"
)
_EAST_ASIAN_END = re.compile(rf"^(?:{_EAST_ASIAN})\s*(?=\S)|(?<=\S)\s*(?:{_EAST_ASIAN})$")

# Second names of one employer, both sides as `company_key` writes them.
ALIASES = {
    "facebook": "meta",
    "meta platforms": "meta",
    "ernst and young": "ey",
    "aws": "amazon web services",
    "amazon com": "amazon",
    "tcs": "tata consultancy services",
    "international business machines": "ibm",
    "pricewaterhousecoopers": "pwc",
}

_REGIONS = frozenset(
    {"USA", "UAE", "EMEA", "APAC", "LATAM", "INDIA", "CHINA", "JAPAN", "SPAIN", "BRASIL", "BRAZIL"}
)
_SMALL_WORDS = frozenset({"and", "of", "the", "for", "de", "la", "und", "et", "für", "y", "e"})


@lru_cache(maxsize=16_384)
def company_key(name: str) -> str:
    """The cleaned name by which companies and connections are joined; '' only for an empty name.

    Only whole names are compared, never beginnings: "Metaverse" is not Meta.
    """
    words = _words(_without_abbreviation(name))[:MAX_KEY].strip()
    key = _without_legal_forms(words) or fold(name)[:MAX_KEY].strip() or name.strip()[:MAX_KEY]
    return ALIASES.get(key, key)


def _words(name: str) -> str:
    """Folded words without punctuation; "S.A." is one word, "&" is "and"."""
    text = _EAST_ASIAN_END.sub("", fold(name))
    text = re.sub(r"\b(?:\w\.){2,}", lambda dotted: dotted[0].replace(".", "") + " ", text)
    text = re.sub(r"['’`]", "", text).replace("&", " and ")
    return " ".join(re.sub(r"[^\w\u0900-\u109f\u3099\u309a]|_", " ", text).split())


def _without_legal_forms(text: str) -> str:
    """Takes forms off both ends as long as something remains."""
    while True:
        words = _EAST_ASIAN_END.sub("", text).split()
        sizes = range(min(_LONGEST, len(words) - 1), 0, -1)
        if size := next((size for size in sizes if tuple(words[-size:]) in LEGAL_FORMS), 0):
            words = words[:-size]
        elif len(words) > 1 and (words[0],) in LEADING_FORMS:
            words = words[1:]
        shorter = " ".join(words)
        if shorter == text:
            return text
        text = shorter


def _without_abbreviation(name: str) -> str:
    """ "Amazon Web Services (AWS)" without the bracket; "Acme (India)" keeps it: that is another place."""
    found = re.search(r"\(\s*([A-Z][A-Z&.]{1,7})\s*\)", name)
    if not found:
        return name
    before, short = name[: found.start()], re.sub("[^A-Z]", "", found[1])
    initials = iter(w[0].upper() for w in re.findall(r"\w+", before) if w.casefold() not in _SMALL_WORDS)
    spelled = len(short) > 1 and all(letter in initials for letter in short)
    if spelled or (len(short) > 2 and short not in _REGIONS and before.strip() and not before.isupper()):
        return f"{before} {name[found.end() :]}"
    return name
