"""Which first names are short for each other. A short form may stand for several names."""

from __future__ import annotations

import re

GROUPS = """
abigail abby gail; albert al bert; alexander alexandre alejandro alex sasha sandro xander lex aleksander;
alexandra alejandra alex sasha sandra lexi; alfred al fred alfie; amanda mandy; andrew andreas andrea andrei
andres andy drew; angela angelina angie; ann anna anne annie hannah ana; anthony antonio anton tony toni;
barbara barb babs; benjamin ben benny; bernard bernhard bernie; bradley brad; caroline carolina carrie caro;
catherine katherine kathryn katharina katarina cathy kathy kate katie kat katja catalina; charles carlos
karl charlie chuck carl; charlotte charlie lotte; christina christine cristina kristina tina chris kristin;
christopher cristobal chris topher kit; christian chris kristian cristian; claudia claudi; cynthia cindy;
daniel dan danny dani; daniela danielle dani; david dave davy; deborah debra deb debbie; dennis denis den;
dmitri dmitry dmytro dima; donald don donny; dorothy dorothea dot dora dorothee; edward eduard eduardo ed
eddie ted ned; edwin ed; elizabeth elisabeth elisabet elsbeth liz lizzie beth eliza lisa betty elise
lizbeth; emily emilia em emma; eugene gene; evelyn eve; florian flo; francis francisco franz frank paco
pancho fran; frances francesca franziska fran franzi; frederick friedrich federico fred freddy fritz;
gabriel gabe; gabriela gabriele gabi gaby; george georg jorge giorgio jurgen; gerald gerard gerhard gerry
jerry gerd; gregory gregor greg; guillermo william wilhelm guglielmo bill billy will willy willi liam memo;
harold harry hal; henry heinrich enrique henrik harry hank heinz; hubert hugh; ignacio nacho; isabel
isabella isabelle bella izzy isa; jacob jakob jake; jacqueline jackie; james jaime jim jimmy jamie; jan
johannes johann john juan jean hans joao giovanni johnny jack jon jonny; jane janet jenny; janine nina;
jeffrey geoffrey jeff geoff; jennifer jen jenny jenn; jeremy jerry jem; jessica jess jessie; joanna johanna
jo hanna; jonathan jonathon jon johnny; joseph josef jose giuseppe joe joey pepe sepp beppe; joshua josh;
judith judy; julia juliane jule julie; justin jus; kenneth ken kenny; kimberly kim; konstantin constantin
kostas kostja; lawrence laurence lorenz lorenzo larry; leonard leonardo leon leo lenny; louis luis ludwig
luigi lou lewis; lucas lukas luke luca; madeleine madeline maddie; magdalena magda lena; manuel manolo manu
emmanuel; margaret margarete margarita maggie meg peggy greta rita gretchen margit; maria mary marie mia
mitzi maja; martin martina marty; matthew matthias mateo matteo matt mats mathias; maximilian maxim max;
melanie mel; melissa mel lissa; michael miguel michel michal mike mick micky mikhail misha; michelle shelly;
mohammed mohamed muhammad mohammad mo; monica monika moni; nathan nathaniel nate nat; nicholas nikolaus
nicolas nikolas nicola nick nico niko klaus claus kolya; nicole nicky nikki; oliver olli ollie; olga olya;
pamela pam; patricia pat patty trish tricia patti; patrick patricio pat paddy; peter pedro pete pietro petr
piotr; philip phillip philipp felipe phil; rachel rachael; raymond ray raimund; rebecca rebekka becky becca;
richard ricardo rick dick ricky rich richie; robert roberto rob bob bobby robbie bert; roland rolf; ronald
ron ronny; rudolf rudolph rudi rudy; samantha sam sammy; samuel sam sammy; sebastian seb basti bastian;
sergey sergei sergio serge seryozha; sophie sofia sophia; stephanie stefanie steffi steph; steven stephen
stefan stephan esteban steve steffen; susan susanne susanna suzanne sue susi suzie; svetlana sveta; tatiana
tatjana tanya tanja; theodor theodore ted teddy theo; theresa teresa terry tess resi; thomas tomas tom
tommy; timothy tim timmy; tobias toby tobi; ulrich uli ulli; valentina valya tina; veronica veronika vroni
ronnie; victor viktor vic; victoria viktoria vicky; vincent vincenzo vince vinny; vladimir volodymyr vova
vlad; walter walt wally; wolfgang wolf; yevgeny evgeny zhenya; zachary zach zack
"""


def plain(name: str) -> str:
    """A name with ae, oe and ue as ä, ö and ü are compared."""
    return re.sub("([aou])e", r"\1", name)


_OF: dict[str, set[int]] = {}
for _number, _group in enumerate(GROUPS.split(";")):
    for _name in _group.split():
        _OF.setdefault(plain(_name), set()).add(_number)


def are_one_name(one: str, other: str) -> bool:
    """Whether two first names, as plain keys, may be the same person's."""
    return one == other or not _OF.get(one, set()).isdisjoint(_OF.get(other, ()))
