"""Names, companies, places and “ins” that nobody has: what the sample school is drawn from."""

from networking.contacts.models import Persona

FIRST_NAMES = """
Ada Amina Anouk Ben Bo Chidi Clara Dario Edith Elif Emeka Farah Finn Gita Hana Hugo Ines Ivo Jamal
Jun Kaito Lena Liv Luca Malik Mara Mina Nadia Nils Noor Omar Paola Pavel Quinn Rafael Rosa Sami Sena
Tariq Theo Uma Vera Wanda Xenia Yara Yusuf Zoe
"""
LAST_NAMES = """
Abara Almeida Andersen Banerjee Becker Bianchi Castillo Cheng Costa Demir Duarte Ekström Farouk
Fischer Garcia Haddad Horvat Ito Jansen Kaya Keller Kimura Kowalski Larsen Lindqvist Marino Meyer
Moreau Nakamura Novak Okafor Oliveira Park Petrov Quist Rahman Reyes Rossi Sato Schmidt Silva
Sørensen Tanaka Torres Ueda Varga Weber Yilmaz Zhang
"""
BEGINNINGS = """
Amber Birch Cobalt Drift Ember Fable Gable Harbor Indigo Juniper Kestrel Larch Meadow Nimbus
"""
TRADES = """
Analytics Bikes Clinic Foods Games Grid Labs Logistics Maps Mobility Music Robotics Travel Works
"""
FIRST, LAST = FIRST_NAMES.split(), LAST_NAMES.split()
MAKES = [f"{begin} {trade}" for begin in BEGINNINGS.split() for trade in TRADES.split()]
PLACES = (
    "Remote",
    "Pittsburgh",
    "Fargo",
    "Berlin",
    "Lisbon",
    "Kraków",
    "Toronto",
    "Nairobi",
    "Rotterdam",
    "",
)
INS = (
    "I use their app every day and sent them two bug reports.",
    "Their office is ten minutes from my home.",
    "A friend from my course started there last spring.",
    "I built my final project on their open data.",
    "They do what I did for six years before I learned to code.",
    "Their engineers gave the best talk I heard this year.",
)
TITLES = {
    Persona.DEVELOPER: ("Software Engineer", "Senior Developer", "Frontend Developer", "Data Engineer"),
    Persona.MANAGER: ("Engineering Manager", "Team Lead", "Head of Engineering", "CTO"),
    Persona.RECRUITER: ("Recruiter", "Talent Partner", "HR Manager", "People Lead"),
}
