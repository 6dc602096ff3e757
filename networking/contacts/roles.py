"""Which kind of development somebody does, read from the job title: what to ask them follows from it.

The words are a table, its first row that is found wins: what a title says outright comes before the field it
names, and a field before a tool. Many titles say none of this; then nothing is guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.db import models

from networking.contacts.personas import Words
from networking.web.text import fold


class Role(models.TextChoices):
    FRONTEND = "frontend", "Frontend"
    BACKEND = "backend", "Backend"
    FULLSTACK = "fullstack", "Full stack and web"
    MOBILE = "mobile", "Mobile"
    DATA = "data", "Data and machine learning"
    OPERATIONS = "operations", "Operations and cloud"
    SECURITY = "security", "Security"
    QUALITY = "quality", "Quality and testing"
    EMBEDDED = "embedded", "Embedded and hardware"


# Entries as in `persona_words`: a whole `word`, its `begin*`, its `*end`, a `*part*`, or words side by side.
FULLSTACK = """
fullstack*, full stack*, *全栈*, *全端*, *フルスタック*, *풀스택*, фулстек*, фуллстек*
"""
FRONTEND = """
frontend*, front end*, *前端*, *フロントエンド*, *프론트엔드*, фронтенд*, фронт енд*
"""
BACKEND = """
backend*, back end*, *后端*, *後端*, *バックエンド*, *백엔드*, бэкенд*, бекенд*, бэк енд*
"""
SECURITY = """
*security*, cyber*, appsec, devsecops, infosec, secops, pentest*, penetration test*, red team*, siem,
soc analyst, cryptograph*, seguranca, seguridad, ciberseguridad, cybersecurite, securite informatique,
sicurezza informatica, *sicherheit, *sakerhet, kyberbezpecnost, siber guvenlik, безопасност*, *安全*,
*セキュリティ*, *보안*
"""
QUALITY = """
qa, sdet, test, tester*, testers, testing, testare, *testare, testeur*, testerin, quality assurance,
software quality, test engineer*, test automation, automation engineer in test, tester de software,
assurance qualite, qualitatssicherung, garantia de calidad, analista de testes, тестировщ*,
тестувальник*, *测试*, *測試*, *テスト*, *테스트*
"""
EMBEDDED = """
embedded*, firmware*, fpga, vhdl, verilog, asic, soc design*, plc, iot, robotics*, robotik*, real time
systems, device driver*, linux kernel, control software, embarcad*, embarque*, systemes embarques,
sistemas embebidos, *嵌入式*, *組み込み*, *임베디드*
"""
MOBILE = """
mobile*, android*, ios, iphone, swift, swiftui, kotlin, flutter, xamarin, react native, app developer*,
app entwickl*, aplicaciones moviles, aplicativos moveis, applications mobiles, мобильн*, *移动*, *モバイル*,
*안드로이드*
"""
DATA = """
data, database*, datos, dados, donnees, dati, daten*, *daten, bigdata, dba, etl, bi, ml, mlops, ai,
genai, ki, nlp, llm, llms, analytics*, dataset*, datov*, veri, spark, databricks, snowflake, statistic*,
machine learning*, deep learning*, computer vision*, business intelligence*, applied scientist*,
research scientist*, artificial intelligence*, decision scientist*, inteligencia artificial, ciencia de
datos, quantitative developer*, данных, нейросет*, *数据*, *數據*, *データ*, *데이터*, *算法*
"""
OPERATIONS = """
devops*, sre, sysadmin*, cloud*, infrastructure*, infrastruktur*, infraestructura, infraestrutura,
platform, aws, azure, gcp, kubernetes, terraform, *administrator, network*, netzwerk*, redes, finops,
mainframe, site reliability*, reliability engineer*, production engineer*, platform engineer*, system
administrat*, systems administrat*, release engineer*, build engineer*, it operations, system engineer*,
systems engineer*, администратор*, девопс*, *运维*, *維運*, *インフラ*, *인프라*
"""
FRONTEND_TOOLS = """
react*, angular*, vue, vuejs, svelte, javascript, typescript, js, ts, css, html, html5, ui, ux
engineer*, user interface*, web design*, design technologist*, interface engineer*
"""
BACKEND_TOOLS = """
java, python, django, golang, ruby, rails, php, laravel, symfony, rust, scala, elixir, clojure, haskell,
erlang, node, nodejs, spring, c#, dotnet, cobol, abap, api, apis, microservice*, distributed*, node js,
asp net, net developer*, net entwickl*, net core, server side, distributed systems, ruby on rails
"""
WEB = """
*web, web*, wordpress, drupal, web develop*, web engineer*, web applications
"""

ROLE_WORDS: tuple[tuple[Role, Words], ...] = (
    (Role.FULLSTACK, Words(FULLSTACK)),
    (Role.FRONTEND, Words(FRONTEND)),
    (Role.BACKEND, Words(BACKEND)),
    (Role.SECURITY, Words(SECURITY)),
    (Role.QUALITY, Words(QUALITY)),
    (Role.EMBEDDED, Words(EMBEDDED)),
    (Role.MOBILE, Words(MOBILE)),
    (Role.DATA, Words(DATA)),
    (Role.OPERATIONS, Words(OPERATIONS)),
    (Role.FRONTEND, Words(FRONTEND_TOOLS)),
    (Role.BACKEND, Words(BACKEND_TOOLS)),
    (Role.FULLSTACK, Words(WEB)),
)
BOTH = (Words(FRONTEND), Words(BACKEND))


@lru_cache(maxsize=4096)
def role_of(title: str) -> str:
    """The kind of development (a value of `Role`) that this title speaks of; '' if it does not say."""
    plain = " ".join(re.findall(r"[\w#+]+", fold(title[:300]).replace("&", " and ")))
    if all(words.are_in(plain) for words in BOTH):
        return Role.FULLSTACK.value
    return next((role.value for role, words in ROLE_WORDS if words.are_in(plain)), "")
