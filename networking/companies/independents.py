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
        "Własna działalność", "Samozatrudnienie", "Egenföretagare",
    )
)  # fmt: skip
