"""What a word in a status column says about an application or a person, in the languages people keep lists in."""

from __future__ import annotations

import re
import unicodedata

from django.db import models


class Status(models.TextChoices):
    """The first nine are about a job, the last four about a person."""

    NONE = "none", "Nothing yet"
    SAVED = "saved", "Saved for later"
    APPLIED = "applied", "Applied, waiting"
    INTERVIEW = "interview", "In interviews"
    OFFER = "offer", "Got an offer"
    ACCEPTED = "accepted", "Offer accepted"
    REJECTED = "rejected", "Turned down, or closed"
    GHOSTED = "ghosted", "Never answered"
    WITHDRAWN = "withdrawn", "I did not go on"
    REACHED_OUT = "reached_out", "Reached out to a person"
    REPLIED = "replied", "A person replied"
    CHATTED = "chatted", "Talked with a person"
    THANKED = "thanked", "Thanked a person"


# ruff: noqa: E501 - lists of words
# en, de, fr, es, it, pt, nl, sv, pl, tr, ru, zh, ja, ko
WORDS: dict[Status, str] = {
    Status.NONE: """none|not contacted|not contacted yet|to contact|contact|no contact|new contact|nicht kontaktiert|noch nicht kontaktiert
        |à contacter|pas contacté|sin contactar|por contactar|da contattare|a contatar|non contacté|未联系""",
    Status.SAVED: """wishlist|wish list|saved|save|bookmarked|bookmark|identified|found|lead|watch|watching|watchlist|to apply|ready to apply|ready
        |apply|apply now|will apply|want to apply|need to apply|not applied|not yet applied|not applied yet|yet to apply|not started|to do|todo
        |backlog|interested|interesting|researching|research|shortlisted by me|applying|preparing|preparing application|drafting|draft
        |working on|working on it|planned|idea|target|future|new|on my list|gemerkt|merkliste|interessant|geplant|zu bewerben
        |noch nicht beworben|nicht begonnen|offen zu bewerben|à postuler|à envoyer|sauvegardé|enregistré|intéressé|à faire|guardado|guardada
        |por aplicar|pendiente de aplicar|interesado|interesada|no iniciado|da inviare|salvato|salvo|salva|a aplicar|opgeslagen
        |sparad|zapisane|do wysłania|kaydedildi|başvurulacak|сохранено|池子|待投递|未投递|感兴趣|検討中|応募予定|気になる|관심""",
    Status.APPLIED: """applied|apply done|application sent|application submitted|application received|submitted|sent|sent application|sent cv|resume sent
        |cv sent|pending|waiting|waiting to hear back|waiting for response|waiting for reply|awaiting|awaiting response|awaiting reply|open|active
        |in progress|in process|under process|under review|in review|reviewing|being reviewed|processing|ongoing|on hold|referred|got referred
        |beworben|bewerbung gesendet|bewerbung verschickt|gesendet|eingereicht|in bearbeitung|ausstehend|offen|laufend|wartend|eingegangen
        |envoyé|envoyée|candidature envoyée|postulé|postulée|en attente|en cours|soumis|soumise|déposée|inscrito|inscrita|aplicado|aplicada
        |postulado|postulada|enviado|enviada|enviado cv|en revisión|en proceso|en espera|pendiente|inviato|inviata|candidatura inviata
        |candidato|candidata|in attesa|in corso|candidatei|candidatura enviada|em análise|em andamento|em processo|aguardando|pendente
        |gesolliciteerd|sollicitatie verstuurd|verstuurd|in behandeling|ansökt|skickad|ansøgt|søgt|søkt|haettu|lähetetty|aplikowano|wysłano
        |wysłane|zaaplikowano|odesláno|odoslané|elküldve|jelentkeztem|aplicat|trimis|başvuruldu|gönderildi|beklemede|откликнулся|отправлено
        |подано|ожидание|на рассмотрении|已投递|已申请|投递|等待|等待回复|筛选中|進行中|进行中|応募済み|応募済|選考中|書類選考|지원완료|지원함|진행중""",
    Status.INTERVIEW: """interview|interviews|interviewing|interviewed|interview scheduled|interview booked|interview stage|interview process|screening
        |screen|phone screen|phone screening|phone interview|phone call|recruiter call|recruiter screen|hr screen|hr call|hr round|hr interview
        |online assessment|assessment|assessment centre|assessment center|oa|take home|take-home|take home test|coding challenge|code challenge
        |coding test|technical test|test|technical|technical interview|tech screen|technical screen|first interview|first round|1st interview|1st round
        |second interview|second round|2nd interview|2nd round|third interview|third round|3rd interview|3rd round|final interview|final round
        |onsite|on-site|on site|superday|final|video interview|shortlisted|kennenlerngespräch|vorstellungsgespräch|gespräch|bewerbungsgespräch
        |telefoninterview|interview geplant|einladung|eingeladen|probearbeiten|entretien|entretiens|entretien prévu|entretien planifié
        |entretien téléphonique|test technique|convoqué|entrevista|entrevistas|entrevistado|entrevista programada|prueba técnica|colloquio
        |colloquio fissato|intervista|prova técnica|entrevista agendada|gesprek|sollicitatiegesprek|intervju|samtale|haastattelu|rozmowa
        |rozmowa kwalifikacyjna|pohovor|interjú|interviu|mülakat|görüşme|собеседование|интервью|тестовое|техническое собеседование
        |一面|二面|三面|终面|面试|面试中|笔试|hr面|測評|测评|面接|一次面接|二次面接|最終面接|면접|서류합격""",
    Status.OFFER: """offer|offers|offered|got offer|got an offer|offer received|offer extended|job offer|verbal offer|negotiating|negotiation|negotiating offer
        |angebot|angebot erhalten|zusage|offre|offre reçue|proposition|oferta|oferta recibida|offerta|proposta|aanbod|aanbieding|erbjudande
        |tilbud|tarjous|nabídka|ponuka|ajánlat|ofertă|teklif|оффер|предложение|录用|已录用|内定|オファー|최종합격|합격""",
    Status.ACCEPTED: """accepted|offer accepted|accepted offer|hired|i accepted|signed|contract signed|started|got the job|angenommen|angebot angenommen|eingestellt
        |vertrag unterschrieben|accepté|acceptée|offre acceptée|embauché|embauchée|aceptado|aceptada|oferta aceptada|contratado|contratada
        |accettato|accettata|assunto|assunta|aceito|aceita|aangenomen|accepterat|ansatt|przyjęte|zatrudniony|kabul edildi|принято|принят
        |已接受|已入职|入职|内定承諾|입사""",
    Status.REJECTED: """rejected|reject|rejection|rejected by company|denied|declined|refused|turned down|unsuccessful|not selected|not successful|not moving forward|no
        |not a fit|no longer considered|not considered|regret|closed|job closed|application closed|position closed|position filled|role closed|filled
        |expired|eliminated|failed|dead|lost|archived|abgesagt|absage|abgelehnt|absage erhalten|geschlossen|stelle besetzt|refus|refusé|refusée
        |rejeté|rejetée|négatif|négative|réponse négative|clos|fermé|poste pourvu|rechazado|rechazada|descartado|descartada|cerrado|cerrada
        |negativo|rifiutato|rifiutata|respinto|respinta|scartato|chiuso|rejeitado|rejeitada|recusado|recusada|reprovado|reprovada|encerrado
        |encerrada|afgewezen|afwijzing|avslag|nekad|afslag|hylätty|odrzucone|odrzucono|odmowa|zamítnuto|zamietnuté|elutasítva|respins
        |reddedildi|olumsuz|отказ|отказано|отклонено|挂|已拒绝|拒绝|被拒|不合格|お祈り|見送り|不採用|불합격|탈락""",
    Status.GHOSTED: """ghosted|ghost|ghosting|no response|no reply|no answer|no answer yet|no response yet|never heard back|never heard|no news|not replied|unresponsive
        |silence|keine antwort|keine rückmeldung|ohne antwort|pas de réponse|sans réponse|aucune réponse|sin respuesta|no responden|nessuna risposta
        |sem resposta|sem retorno|geen reactie|geen antwoord|inget svar|intet svar|ei vastausta|brak odpowiedzi|bez odpovědi|cevap yok|yanıt yok
        |нет ответа|без ответа|无回复|没有回复|已读不回|返信なし|音沙汰なし|무응답""",
    Status.WITHDRAWN: """withdrawn|withdrew|i withdrew|withdraw|closed by me|not pursued|not pursuing|not interested|no longer interested|passed|pass|i passed|skipped|skip
        |cancelled|canceled|dropped|offer declined|declined offer|i declined|declined by me|rejected offer|offer rejected|turned down offer|zurückgezogen
        |nicht interessiert|kein interesse|abgebrochen|retiré|retirée|désisté|abandonné|abandonnée|annulé|pas intéressé|pas intéressée|retirado
        |retirada|no interesado|no interesada|cancelado|cancelada|ritirato|ritirata|non interessato|desisti|desistência|sem interesse
        |ingetrokken|teruggetrokken|återkallad|trukket|wycofane|rezygnacja|geri çekildi|отозвано|不感兴趣|已放弃|放弃|辞退|포기""",
    Status.REACHED_OUT: """reached out|reach out sent|contacted|emailed|e-mailed|messaged|message sent|email sent|connection sent|connection request sent|request sent
        |invited|invitation sent|invite sent|dm sent|linkedin message sent|wrote|followed up|follow up sent|followup sent|cold email|cold emailed
        |kontaktiert|angeschrieben|nachricht gesendet|contacté|contactée|relancé|relancée|message envoyé|contactado|contactada|mensaje enviado
        |contattato|contattata|contatado|contatada|gecontacteerd|kontaktad|kontaktet|skontaktowano|написал|написала|связался|已联系|連絡済み""",
    Status.REPLIED: """replied|responded|response received|got response|got a response|got reply|answered|reply received|heard back|positive response|in conversation|in touch
        |in contact|talking|connected|accepted invitation|geantwortet|antwort erhalten|im gespräch|in kontakt|répondu|a répondu|réponse reçue|respondió
        |respondido|en contacto|risposto|ha risposto|respondeu|em contato|gereageerd|svarat|svaret|odpowiedział|odpowiedziała|ответил
        |ответила|已回复|返信あり""",
    Status.CHATTED: """chatted|talked|spoke|spoken|met|had a call|had call|call done|called|coffee|coffee chat|coffee chat done|had coffee|informational|informational interview|informational interview done|info interview
        |chat done|meeting done|gesprochen|telefoniert|getroffen|kaffee|échangé|appelé|rencontré|hablamos|conversado|llamada hecha|parlato
        |incontrato|conversamos|conversei|gesproken|pratat|snakket|rozmawialiśmy|поговорили|созвонились|встретились|已沟通|聊过|面談済み""",
    Status.THANKED: """thanked|thank you sent|thank-you sent|thanks sent|sent thank you|thank you note sent|bedankt|gedankt|remercié|remerciée|agradecido|agradecida
        |ringraziato|ringraziata|agradeci|tackat|takket|podziękowano|поблагодарил|поблагодарила|已感谢|お礼済み""",
}

# What stands in a longer text; the first that is found counts, so that the end of a story wins over its beginning.
KEYWORDS: tuple[tuple[str, Status], ...] = (
    (
        r"\bwithdr[ae]w|\bclosed by me\b|\bi declined\b|\b(?:declined|rejected|refused|turned down) (?:the |their )?offer\b|\boffer (?:was )?(?:declined|rejected|refused|turned down)\b|\bzurückgezogen\b|\bnot (?:interested|pursu)",
        Status.WITHDRAWN,
    ),
    (r"\boffer accepted\b|\baccepted (?:the |their |an |job )*offer\b|\bhired\b|\bsigned\b", Status.ACCEPTED),
    (
        r"\breject|\bdenied\b|\bunsuccessful\b|\bnot (?:selected|successful|moving|proceeding)\b|\b(?:position|role|job|application) (?:is |was )?(?:closed|filled)\b|\bdeclined\b|\babgesagt\b|\babsage\b|\babgelehnt\b|\brefus[ée]|\brechazad|\brifiutat|\brecusad|\brejeitad|отказ|拒",
        Status.REJECTED,
    ),
    (
        r"\bghosted\b|\bno (?:response|reply|answer)\b|\bnever (?:heard|replied|answered)\b|\bkeine (?:antwort|rückmeldung)\b|\bsans réponse\b|\bsin respuesta\b",
        Status.GHOSTED,
    ),
    (r"\boffer\b|\bangebot\b|\boferta\b|\boffre\b|\bofferta\b", Status.OFFER),
    (
        r"\binterview|\bassessment\b|\b(?:phone|recruiter|hr|tech|technical|initial)[ -](?:screen|call|round)|\bscreening\b|\b(?:coding|code|technical|take[- ]?home) (?:test|challenge|task)\b|\bentretien\b|\bentrevista\b|\bcolloquio\b|\bgespräch\b|\bround \d\b|\b(?:1st|2nd|3rd|first|second|third|final) round\b|собеседован|面试|面接|면접",
        Status.INTERVIEW,
    ),
    (r"\bthank(?:ed| you)", Status.THANKED),
    (r"\bcoffee\b|\bhad a (?:call|chat)\b|\b(?:talked|spoke|chatted|met) (?:with|to)\b", Status.CHATTED),
    (r"\b(?:replied|responded|heard back)\b", Status.REPLIED),
    (r"\b(?:reached out|messaged|emailed|contacted)\b", Status.REACHED_OUT),
    (
        r"\b(?:to|will|must|should|need to|ready to) apply\b|\bnot (?:yet )?applied\b|\bsaved\b|\bwishlist\b|\bbookmark",
        Status.SAVED,
    ),
    (
        r"\b(?:re)?applied\b|\bsubmitted\b|\bapplication (?:sent|received|in)\b|\b(?:under|in) review\b|\bawaiting\b|\bwaiting\b|\bpending\b|\bbeworben\b|\bpostul[ée]|\binscrit[ao]\b|投递",
        Status.APPLIED,
    ),
)
_DENIED = re.compile(r"(?:not|no|never|nicht|kein|keine|pas|non|não|nie|не)\b")
_TAIL = re.compile(r"\s*[(\[,;:/|–—→]\s*|\s-\s")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERING = re.compile(r"^[\d\W]+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b")


def plain(word: str) -> str:
    """A word as it is compared: without case, emoji, numbering, underscores and double spaces."""
    text = unicodedata.normalize("NFKC", word).casefold().replace("_", " ").replace("’", "'")
    text = _EDGES.sub("", " ".join(text.split()))
    return text if _ORDINAL.match(text) else _NUMBERING.sub("", text)


_KNOWN: dict[str, Status] = {
    plain(word): status for status, words in WORDS.items() for word in words.split("|") if word.strip()
}
_KEYWORDS = tuple((re.compile(pattern), status) for pattern, status in KEYWORDS)
LONGEST = 120  # more than this is a note and no status


def is_word(text: str) -> bool:
    """Whether this is exactly one of the words, so that a column may be named after it."""
    return plain(text) in _KNOWN


def meaning(word: str) -> Status | None:
    """What this status says; None when nobody but its author knows."""
    text = plain(word)
    if not text or len(text) > LONGEST:
        return None
    if known := _KNOWN.get(text):
        return known
    for pattern, status in _KEYWORDS:
        if found := pattern.search(text):
            return None if found.start() and _DENIED.match(text) else status
    return _KNOWN.get(_TAIL.split(text)[0])
