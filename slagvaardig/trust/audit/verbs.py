"""Every verb of the log, one line each: how a page says it, and to which processing of the register it belongs.

A test finds every verb in the code in this table, so that no line of the log is a riddle to who reads it.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOGIN, PAPERS, FIGURES, PEOPLE, LOG, DESTRUCTION = "login", "papers", "figures", "people", "log", "destruction"
BARRIERS = "barriers"
STORIES = "stories"
CONVERSATIONS = "conversations"
PULSE = "pulse"
MAIL = "mail"
TRENDS = "trends"
CHOOSING = "choosing"


@dataclass(frozen=True)
class Verb:
    """label: the act as a heading. sentence: with `who` and `what`. refusal: somebody did not get what he asked."""

    label: str | Promise
    sentence: str | Promise
    activity: str
    refusal: bool = False


VERBS: Final[dict[str, Verb]] = {
    "login": Verb(_("inloggen"), _("%(who)s logde in"), LOGIN),
    "login-failed": Verb(_("inloggen mislukt"), _("Inloggen mislukte"), LOGIN, refusal=True),
    "sign-out": Verb(_("uitloggen"), _("%(who)s logde uit"), LOGIN),
    "step-up": Verb(_("opnieuw bevestigen"), _("%(who)s bevestigde opnieuw de eigen identiteit"), LOGIN),
    "factor-added": Verb(_("tweede stap toevoegen"), _("%(who)s voegde een tweede stap toe: %(what)s"), LOGIN),
    "factor-removed": Verb(_("tweede stap weghalen"), _("%(who)s haalde een tweede stap weg: %(what)s"), LOGIN),
    "password-changed": Verb(_("wachtwoord wijzigen"), _("%(who)s wijzigde een wachtwoord: %(what)s"), LOGIN),
    "reset-login": Verb(_("inloggen opnieuw beginnen"), _("%(who)s liet opnieuw inloggen: %(what)s"), LOGIN),
    "refused": Verb(_("weigering"), _("%(who)s kreeg %(what)s niet te zien"), PEOPLE, refusal=True),
    "invite": Verb(_("uitnodigen"), _("%(who)s nodigde uit: %(what)s"), PEOPLE),
    "enable": Verb(_("weer toelaten"), _("%(who)s liet weer toe: %(what)s"), PEOPLE),
    "disable": Verb(_("afsluiten"), _("%(who)s sloot uit: %(what)s"), PEOPLE),
    "let-go": Verb(_("afmelden"), _("%(who)s meldde af: %(what)s"), PEOPLE),
    "admit": Verb(_("rol geven"), _("%(who)s gaf een rol aan %(what)s"), PEOPLE),
    "end": Verb(_("rol beëindigen"), _("%(who)s beëindigde een rol van %(what)s"), PEOPLE),
    "hand-over": Verb(_("ambt overdragen"), _("%(who)s droeg %(what)s over"), PEOPLE),
    "seat": Verb(_("zetels leggen"), _("%(who)s legde de zetels vast van %(what)s"), PEOPLE),
    "list": Verb(_("kring bekijken"), _("%(who)s bekeek de lijst van %(what)s"), PAPERS),
    "read": Verb(_("lezen"), _("%(who)s las %(what)s"), PAPERS),
    "download": Verb(_("bijlage ophalen"), _("%(who)s haalde een bijlage op van %(what)s"), PAPERS),
    "write": Verb(_("schrijven"), _("%(who)s schreef %(what)s"), PAPERS),
    "change": Verb(_("wijzigen"), _("%(who)s wijzigde %(what)s"), PAPERS),
    "attach": Verb(_("bijlage toevoegen"), _("%(who)s voegde een bijlage toe aan %(what)s"), PAPERS),
    "share": Verb(_("delen"), _("%(who)s legde een kopie van %(what)s in een andere kring"), PAPERS),
    "publish": Verb(_("openbaar maken"), _("%(who)s maakte openbaar: %(what)s"), PAPERS),
    "raise-barrier": Verb(_("drempel melden"), _("%(who)s meldde een drempel"), BARRIERS),
    "feel-too": Verb(_("ook een drempel merken"), _("%(who)s liet weten een drempel ook te merken"), BARRIERS),
    "confirm-barrier": Verb(_("zeggen dat een drempel weg is"), _("%(who)s zei dat een drempel weg is"), BARRIERS),
    "still-felt": Verb(_("zeggen dat een drempel er nog is"), _("%(who)s zei dat een drempel er nog is"), BARRIERS),
    "reply-barrier": Verb(_("antwoorden over een drempel"), _("%(who)s antwoordde over een drempel"), BARRIERS),
    "move-barrier": Verb(_("drempel behandelen"), _("%(who)s behandelde %(what)s"), BARRIERS),
    "advise": Verb(_("advies bij een drempel"), _("%(who)s schreef een advies bij %(what)s"), BARRIERS),
    "put-to-body": Verb(_("drempel voorleggen"), _("%(who)s legde voor aan een overleg: %(what)s"), BARRIERS),
    "answer-ask": Verb(_("vraag beantwoorden"), _("%(who)s beantwoordde %(what)s"), BARRIERS),
    "write-how-to": Verb(_("oplossing opschrijven"), _("%(who)s schreef op hoe dit wegging: %(what)s"), BARRIERS),
    "ask-again": Verb(_("opnieuw navragen"), _("%(who)s vroeg opnieuw of dit weg is: %(what)s"), BARRIERS),
    "count-barriers": Verb(_("drempels tellen"), _("%(who)s telde %(what)s"), BARRIERS),
    "load-example": Verb(_("voorbeeld laden"), _("%(who)s laadde verzonnen voorbeelden: %(what)s"), BARRIERS),
    "tell": Verb(_("verhaal vertellen"), _("%(who)s vertelde %(what)s"), STORIES),
    "unseen": Verb(_("anoniem verteld"), _("Iemand vertelde anoniem, of vulde aan: %(what)s"), STORIES),
    "reply": Verb(_("reageren"), _("%(who)s reageerde over %(what)s"), STORIES),
    "consent": Verb(_("toestemming wijzigen"), _("%(who)s wijzigde de toestemming voor %(what)s"), STORIES),
    "withdraw": Verb(_("verhaal intrekken"), _("%(who)s trok in: %(what)s"), STORIES),
    "echo": Verb(_("verhaal herkennen"), _("%(who)s herkende %(what)s"), STORIES),
    "respond": Verb(_("verteller antwoorden"), _("%(who)s antwoordde de verteller van %(what)s"), STORIES),
    "take-back": Verb(_("verhaal niet meer tonen"), _("%(who)s toont niet langer %(what)s"), STORIES),
    "open-pulse": Verb(_("ronde openen"), _("%(who)s opende %(what)s"), PULSE),
    "invite-pulse": Verb(_("links maken"), _("%(who)s maakte links voor %(what)s"), PULSE),
    "close-pulse": Verb(_("ronde sluiten"), _("%(who)s sloot %(what)s"), PULSE),
    "publish-pulse": Verb(_("ronde publiceren"), _("%(who)s publiceerde %(what)s"), PULSE),
    "count-stories": Verb(_("verhalen tellen"), _("%(who)s telde de verhalen opnieuw"), STORIES),
    "plan-round": Verb(_("ronde plannen"), _("%(who)s plande %(what)s"), CONVERSATIONS),
    "change-round": Verb(_("ronde wijzigen"), _("%(who)s wijzigde het plan van %(what)s"), CONVERSATIONS),
    "move-round": Verb(_("ronde verder brengen"), _("%(who)s begon, rondde af of opende %(what)s"), CONVERSATIONS),
    "hold-conversation": Verb(_("gesprek voeren"), _("%(who)s begon een gesprek"), CONVERSATIONS),
    "note-conversation": Verb(_("gesprek opschrijven"), _("%(who)s schreef bij een gesprek"), CONVERSATIONS),
    "approve-quote": Verb(
        _("citaat goedvinden"), _("%(who)s legde vast of een spreker een citaat goedvond"), CONVERSATIONS
    ),
    "move-conversation": Verb(_("gesprek afronden"), _("%(who)s rondde een gesprek af of opende het"), CONVERSATIONS),
    "hand-on-conversations": Verb(
        _("gesprekken overdragen"), _("%(who)s droeg gesprekken van wie vertrok over in %(what)s"), CONVERSATIONS
    ),
    "take-on-conversation": Verb(_("gesprek overnemen"), _("%(who)s ging verder met een gesprek"), CONVERSATIONS),
    "harvest": Verb(_("oogsten uit een gesprek"), _("%(who)s maakte iets van een aantekening"), CONVERSATIONS),
    "lay-open": Verb(
        _("aantekeningen openleggen"), _("%(who)s liet de kring lezen wat is gezegd in %(what)s"), CONVERSATIONS
    ),
    "count-conversations": Verb(_("gesprekken tellen"), _("%(who)s telde de gesprekken van %(what)s"), CONVERSATIONS),
    "begin-scan": Verb(_("gebiedsscan beginnen"), _("%(who)s begon %(what)s"), CONVERSATIONS),
    "write-scan": Verb(_("gebiedsscan schrijven"), _("%(who)s schreef in %(what)s"), CONVERSATIONS),
    "move-scan": Verb(_("gebiedsscan verder brengen"), _("%(who)s bracht verder: %(what)s"), CONVERSATIONS),
    "choose-digest": Verb(_("mail kiezen"), _("%(who)s koos hoe vaak er mail komt"), MAIL),
    "stop-digest": Verb(_("mail stoppen"), _("Met de link in een mail stopte de mail van %(what)s"), MAIL),
    "send-digest": Verb(_("vaste mail sturen"), _("%(who)s stuurde een vaste mail"), MAIL),
    "digest-not-sent": Verb(_("vaste mail niet verstuurd"), _("Een vaste mail kon niet weg"), MAIL),
    "propose-trend": Verb(_("trend voorstellen"), _("%(who)s stelde een trend voor"), TRENDS),
    "judge-trend": Verb(_("trend beoordelen"), _("%(who)s beoordeelde %(what)s"), TRENDS),
    "change-trend": Verb(_("trend wijzigen"), _("%(who)s wijzigde %(what)s"), TRENDS),
    "add-sight": Verb(_("vertellen wat men ziet"), _("%(who)s vertelde wat hij van een trend ziet"), TRENDS),
    "lay-out-trends": Verb(_("trends van de strategie"), _("%(who)s legde de trends van de strategie neer"), TRENDS),
    "plan-inventory": Verb(_("inventarisatie plannen"), _("%(who)s plande %(what)s"), CHOOSING),
    "move-inventory": Verb(_("inventarisatie verzetten"), _("%(who)s verzette %(what)s"), CHOOSING),
    "import-inventory": Verb(_("inventarisatie inlezen"), _("%(who)s las een bestand in voor %(what)s"), CHOOSING),
    "fill-priorities": Verb(_("prioriteiten invullen"), _("%(who)s vulde prioriteiten in: %(what)s"), CHOOSING),
    "hand-in-priorities": Verb(_("handtekening vragen"), _("%(who)s vroeg een handtekening: %(what)s"), CHOOSING),
    "send-back-priorities": Verb(_("terug om te wijzigen"), _("%(who)s gaf terug om te wijzigen: %(what)s"), CHOOSING),
    "sign-priorities": Verb(_("prioriteiten ondertekenen"), _("%(who)s ondertekende %(what)s"), CHOOSING),
    "withdraw-priorities": Verb(_("prioriteiten intrekken"), _("%(who)s trok prioriteiten in: %(what)s"), CHOOSING),
    "give-mandate": Verb(_("laten ondertekenen"), _("%(who)s liet een ander ondertekenen voor %(what)s"), CHOOSING),
    "name-candidate": Verb(_("kandidaat noemen"), _("%(who)s noemde een kandidaat: %(what)s"), CHOOSING),
    "ask-hours": Verb(_("uren ramen"), _("%(who)s raamde uren: %(what)s"), CHOOSING),
    "freeze-weighing": Verb(_("weging vastleggen"), _("%(who)s legde een weging vast: %(what)s"), CHOOSING),
    "state-hours": Verb(_("uren opgeven"), _("%(who)s gaf uren op: %(what)s"), CHOOSING),
    "promise-hours": Verb(_("uren toezeggen"), _("%(who)s zegde uren toe: %(what)s"), CHOOSING),
    "end-work": Verb(_("toezegging beëindigen"), _("%(who)s beëindigde een toezegging: %(what)s"), CHOOSING),
    "import-strategy": Verb(
        _("strategie laden"), _("%(who)s legde een versie van de strategie vast: %(what)s"), CHOOSING
    ),
    "agree-places": Verb(
        _("aantal prioriteiten vastleggen"),
        _("%(who)s legde vast hoeveel prioriteiten dit overleg draagt: %(what)s"),
        CHOOSING,
    ),
    "import-priority": Verb(_("prioriteit laden"), _("%(who)s laadde %(what)s"), CHOOSING),
    "write-decision": Verb(_("besluit voorbereiden"), _("%(who)s bereidde voor: %(what)s"), CHOOSING),
    "put-decision": Verb(_("besluit voorleggen"), _("%(who)s legde voor: %(what)s"), CHOOSING),
    "withdraw-decision": Verb(_("besluit intrekken"), _("%(who)s trok in: %(what)s"), CHOOSING),
    "dissent": Verb(_("afwijkend standpunt"), _("%(who)s noteerde een afwijkend standpunt bij %(what)s"), CHOOSING),
    "decide": Verb(_("besluit vastleggen"), _("%(who)s legde vast wat is besloten: %(what)s"), CHOOSING),
    "publish-decision": Verb(_("besluit publiceren"), _("%(who)s publiceerde %(what)s"), CHOOSING),
    "review-decision": Verb(_("terugkijken op besluit"), _("%(who)s keek terug op %(what)s"), CHOOSING),
    "divide": Verb(_("verdeling vastleggen"), _("%(who)s legde een verdeling vast bij %(what)s"), CHOOSING),
    "open-round": Verb(_("schriftelijke ronde openen"), _("%(who)s opende %(what)s"), CHOOSING),
    "answer-round": Verb(
        _("schriftelijke ronde beantwoorden"), _("%(who)s antwoordde namens een partner in %(what)s"), CHOOSING
    ),
    "close-round": Verb(_("schriftelijke ronde sluiten"), _("%(who)s sloot %(what)s"), CHOOSING),
    "propose-priority": Verb(_("prioriteit voorstellen"), _("%(who)s stelde voor: %(what)s"), CHOOSING),
    "adopt-priority": Verb(_("prioriteit vaststellen"), _("%(who)s verwerkte dat is vastgesteld: %(what)s"), CHOOSING),
    "withdraw-priority": Verb(_("prioriteit intrekken"), _("%(who)s trok in: %(what)s"), CHOOSING),
    "end-priority": Verb(_("prioriteit beëindigen"), _("%(who)s begon met beëindigen van %(what)s"), CHOOSING),
    "discharge-priority": Verb(_("decharge verwerken"), _("%(who)s verwerkte de decharge van %(what)s"), CHOOSING),
    "look-again": Verb(_("opnieuw bekijken"), _("%(who)s bekeek opnieuw %(what)s"), CHOOSING),
    "ask-waiver": Verb(_("uitzondering vragen"), _("%(who)s vroeg een uitzondering voor %(what)s"), CHOOSING),
    "sign-waiver": Verb(
        _("uitzondering ondertekenen"), _("%(who)s ondertekende een uitzondering voor %(what)s"), CHOOSING
    ),
    "table-urgent": Verb(_("spoed aandragen"), _("%(who)s droeg met spoed aan: %(what)s"), CHOOSING),
    "triage-urgent": Verb(_("spoed beoordelen"), _("%(who)s beoordeelde %(what)s"), CHOOSING),
    "set-up-team": Verb(
        _("tijdelijk team instellen"), _("%(who)s stelde een tijdelijk team in voor %(what)s"), CHOOSING
    ),
    "extend-team": Verb(_("tijdelijk team verlengen"), _("%(who)s verlengde het team voor %(what)s"), CHOOSING),
    "stop-team": Verb(_("tijdelijk team stoppen"), _("%(who)s stopte het team voor %(what)s"), CHOOSING),
    "pull": Verb(_("cijfers ophalen"), _("%(who)s haalde cijfers op van %(what)s"), FIGURES),
    "ingest": Verb(_("cijfers laden"), _("%(who)s laadde cijfers van %(what)s"), FIGURES),
    "rebuild": Verb(_("cijfers opnieuw maken"), _("%(who)s maakte opnieuw de cijfers van %(what)s"), FIGURES),
    "make-starter": Verb(_("startset maken"), _("%(who)s maakte de startset van %(what)s"), FIGURES),
    "read-log": Verb(_("logboek lezen"), _("%(who)s las %(what)s"), LOG),
    "who-looked": Verb(_("lezers opvragen"), _("%(who)s vroeg na wie dit las: %(what)s"), LOG),
    "export": Verb(_("logboek meenemen"), _("%(who)s nam een kopie mee van %(what)s"), LOG),
    "verify": Verb(_("logboek nakijken"), _("%(who)s keek na of het logboek heel is"), LOG),
    "witness": Verb(_("controlegetal sturen"), _("%(who)s stuurde getuigen het controlegetal van %(what)s"), LOG),
    "destroy": Verb(_("vernietigen"), _("%(who)s vernietigde na de termijn %(what)s"), DESTRUCTION),
    "anonymise": Verb(_("naam wissen"), _("%(who)s wiste na de termijn naam en login van %(what)s"), DESTRUCTION),
    "retention-begin": Verb(_("vernietigen begint"), _("%(who)s begon met vernietigen"), DESTRUCTION),
    "retention-end": Verb(_("vernietigen klaar"), _("%(who)s was klaar met vernietigen"), DESTRUCTION),
    "backup": Verb(_("back-up maken"), _("%(who)s maakte een back-up"), DESTRUCTION),
    "restore": Verb(_("back-up terugzetten"), _("%(who)s zette een back-up terug"), DESTRUCTION),
}
UNKNOWN: Final = Verb(_("iets anders"), _("%(who)s deed iets met %(what)s"), "")


def activity_of(verb: str) -> str:
    """The slug of the processing that a verb belongs to."""
    return VERBS.get(verb, UNKNOWN).activity
