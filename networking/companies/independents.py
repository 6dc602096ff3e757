"""Words that people write for "my company" when there is none: nothing to suggest as a target."""

from __future__ import annotations

from networking.companies.names import company_key

INDEPENDENTS = frozenset(
    company_key(word)
    for word in (
        # English
        "Freelance", "Freelancer", "Freelance Developer", "Freelance Designer", "Freelancing", "Self",
        "Self-Employed", "Self employed", "Selfemployed", "Independent", "Independent Consultant",
        "Independent Contractor", "Contractor", "Consultant", "Consulting", "Private", "Private Practice",
        "Personal", "Various", "Various Companies", "Multiple", "Stealth", "Stealth Startup",
        "Stealth Mode", "Stealth Mode Startup", "Stealth Company", "Stealth AI Startup", "Startup",
        "Confidential", "Undisclosed", "Retired", "Student", "Unemployed", "None", "N/A", "NA",
        "Not applicable", "Open to work", "Looking for work", "Looking for opportunities",
        "Seeking new opportunities", "Career Break", "Sabbatical", "Parental leave", "Home", "Upwork",
        "Fiverr",
        # German, Dutch, French, Spanish, Portuguese, Italian, Polish, Swedish
        "Freiberuflich", "Freiberufler", "Freiberuflerin", "Selbstständig", "Selbständig",
        "Zelfstandig", "ZZP", "ZZP'er", "Indépendant", "Indépendante", "À mon compte", "Auto-entrepreneur",
        "Autoentrepreneur", "Autónomo", "Autónoma", "Por cuenta propia", "Independiente", "Autônomo",
        "Autônoma", "Profissional autônomo", "Libero professionista", "Libera professionista",
        "Własna działalność", "Samozatrudnienie", "Egenföretagare", "Egen företagare", "Frilans",
        "Frilansare",
        "Trabajador autónomo", "Conta própria", "Trabalhador independente", "Travailleur indépendant",
        "Lavoratore autonomo", "Retraité", "Jubilado", "Aposentado", "Rentner", "Zelfstandige", "OSVČ",
        "Na volné noze", "Serbest", "Serbest meslek", "Фриланс", "Фрилансер", "Самозанятый", "自由职业",
        "自由业", "フリーランス", "個人事業主", "프리랜서", "عمل حر",
    )
)  # fmt: skip

_STEALTH = frozenset(
    {"stealth", "mode", "ai", "startup", "start", "up", "company", "tech", "venture", "new", "b2b"}
)


def is_independent(name: str) -> bool:
    """Whether this says that somebody has no employer ("Freelance", "Stealth AI Startup")."""
    key = company_key(name)
    return key in INDEPENDENTS or (key.startswith("stealth") and _STEALTH.issuperset(key.split()))
