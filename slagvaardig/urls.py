"""Every address of the site, in Dutch. Three hops from here: page, query, model."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from slagvaardig import demo, home, search
from slagvaardig.act.barriers import views as barriers
from slagvaardig.act.handling import views as handling
from slagvaardig.act.numbers import views as numbers
from slagvaardig.act.overview import views as overview
from slagvaardig.choose.absorption import views as absorption
from slagvaardig.choose.decisions import known_views as known
from slagvaardig.choose.decisions import views as decisions
from slagvaardig.choose.evidence import views as evidence
from slagvaardig.choose.inventory import factor_views as factor
from slagvaardig.choose.inventory import part_views as parts
from slagvaardig.choose.inventory import views as inventory
from slagvaardig.choose.overview import views as choosing
from slagvaardig.choose.priorities import views as priorities
from slagvaardig.choose.strategy import views as strategy
from slagvaardig.choose.urgent import views as urgent
from slagvaardig.choose.weighing import candidate_views as candidates
from slagvaardig.choose.weighing import views as weighing
from slagvaardig.see.conversations import handing_views as handing_on
from slagvaardig.see.conversations import harvest_views as harvesting
from slagvaardig.see.conversations import views as conversations
from slagvaardig.see.coverage import views as coverage
from slagvaardig.see.desk import views as desk
from slagvaardig.see.figures import views as figures
from slagvaardig.see.patterns import views as patterns
from slagvaardig.see.profiles import views as profiles
from slagvaardig.see.pulse import answering
from slagvaardig.see.pulse import views as pulse
from slagvaardig.see.rounds import views as rounds
from slagvaardig.see.scans import views as scans
from slagvaardig.see.sources import views as sources
from slagvaardig.see.stories import views as stories
from slagvaardig.see.teller import views as teller
from slagvaardig.see.themes import views as themes
from slagvaardig.see.trends import views as trends
from slagvaardig.trust.circles import views as circles
from slagvaardig.trust.digests import views as digests
from slagvaardig.trust.logbook import views as logbook
from slagvaardig.trust.papers import views as papers
from slagvaardig.trust.privacy import views as privacy
from slagvaardig.trust.promises import views as promises
from slagvaardig.trust.retention import views as retention
from slagvaardig.waiting import all_that_waits_for
from slagvaardig.web import views as web


def alive(request: HttpRequest) -> HttpResponse:
    """For the launcher and a watchdog: this process answers. Says nothing of the figures."""
    return HttpResponse("ja", content_type="text/plain")


urlpatterns = [
    path("", home.home, name="home"),
    path("zien", themes.see, name="see"),
    path("zien/thema/<slug:slug>", themes.theme, name="theme"),
    path("zien/polsvraag", pulse.pulse, name="pulse"),
    path("zien/polsvraag/rondes", pulse.pulse_rounds, name="pulse_rounds"),
    path("zien/polsvraag/rondes/<uuid:key>", pulse.pulse_round, name="pulse_round"),
    path("zien/polsvraag/rondes/<uuid:key>/<slug:move>", pulse.pulse_move, name="pulse_move"),
    path("zien/<slug:slug>", figures.indicator, name="indicator"),
    path("zien/<slug:slug>/gemeenten.csv", figures.spread_csv, name="spread_csv"),
    path("zien/<slug:slug>/<slug:code>", figures.indicator_area, name="indicator_area"),
    path("zien/<slug:slug>/<slug:code>.csv", figures.indicator_csv, name="indicator_csv"),
    path("zien/<slug:slug>/<slug:code>.json", figures.indicator_json, name="indicator_json"),
    path("gebieden", profiles.areas, name="areas"),
    path("gebied/<slug:code>", profiles.area, name="area"),
    path("gebied/<slug:code>.csv", profiles.area_csv, name="area_csv"),
    path("vertel", teller.start, name="tell"),
    path("vertel/verhaal", teller.unseen_story, name="tell_unseen"),
    path("vertel/ik-ook/<uuid:key>", teller.unseen_echo, name="tell_echo"),
    path("vertel/code", teller.by_code, name="tell_code"),
    path("vertel/code/bijlage", teller.by_code, name="tell_picture"),
    path("vertel/polsvraag", answering.pulse_answer, name="pulse_answer"),
    path("vertel/polsvraag/<slug:token>", answering.pulse_link, name="pulse_link"),
    path("verhalen", stories.stories, name="stories"),
    path("verhalen/patroon", patterns.patterns, name="patterns"),
    path("verhalen/nieuw", stories.story_new, name="story_new"),
    path("verhalen/mijn", stories.mine, name="my_stories"),
    path("verhalen/mijn/<uuid:key>", stories.my_story, name="my_story"),
    path("verhalen/loket", desk.desk_stories, name="desk_stories"),
    path("verhalen/loket/<uuid:key>", desk.desk_story, name="desk_story"),
    path("verhalen/loket/<uuid:key>/tonen", desk.desk_show, name="desk_show"),
    path("verhalen/loket/<uuid:key>/terug", desk.desk_take_back, name="desk_take_back"),
    path("verhalen/loket/afbeelding/<uuid:key>", desk.desk_picture, name="desk_picture"),
    path("verhalen/<uuid:key>", stories.story, name="story"),
    path("verhalen/<uuid:key>/ik-ook", stories.story_echo, name="story_echo"),
    path("gesprekken", coverage.rounds, name="rounds"),
    path("gesprekken/nieuw", rounds.round_new, name="round_new"),
    path("gesprekken/<uuid:key>", coverage.round, name="round"),
    path("gesprekken/<uuid:key>/wijzigen", rounds.round_change, name="round_change"),
    path("gesprekken/<uuid:key>/stap/<slug:move>", rounds.round_move, name="round_move"),
    path("gesprekken/<uuid:key>/gezegd", coverage.round_notes, name="round_notes"),
    path("gesprekken/<uuid:key>/overdragen", handing_on.round_hand_on, name="round_hand_on"),
    path("gesprekken/<uuid:key>/gesprek", conversations.conversation_new, name="conversation_new"),
    path("gesprek/<uuid:key>", conversations.conversation, name="conversation"),
    path("gesprek/<uuid:key>/gegevens", conversations.conversation_change, name="conversation_change"),
    path("gesprek/<uuid:key>/citaat", conversations.quote_new, name="quote_new"),
    path("citaat/<uuid:key>", conversations.quote, name="quote"),
    path("aantekening/<uuid:key>/verhaal", harvesting.harvest_as_story, name="harvest_as_story"),
    path("aantekening/<uuid:key>/trend", harvesting.harvest_as_trend, name="harvest_as_trend"),
    path("aantekening/<uuid:key>/drempel", harvesting.harvest_as_barrier, name="harvest_as_barrier"),
    path("oogst/<uuid:key>/weg", harvesting.harvest_drop, name="harvest_drop"),
    path("gebiedsscans", scans.scans, name="scans"),
    path("gebiedsscans/nieuw", scans.scan_new, name="scan_new"),
    path("gebiedsscans/<uuid:key>", scans.scan, name="scan"),
    path("gebiedsscans/<uuid:key>/schrijf/<slug:kind>", scans.scan_line_new, name="scan_line_new"),
    path("gebiedsscans/regel/<uuid:key>/weg", scans.scan_line_drop, name="scan_line_drop"),
    path("gebiedsscans/<uuid:key>/verder", scans.scan_move, name="scan_move"),
    path("gebiedsscans/<uuid:key>/uitkomst", scans.scan_result, name="scan_result"),
    path("trends", trends.trends, name="trends"),
    path("trends/nieuw", trends.trend_new, name="trend_new"),
    path("trends/<uuid:key>", trends.trend, name="trend"),
    path("trends/<uuid:key>/wijzigen", trends.trend_change, name="trend_change"),
    path("trends/<uuid:key>/gezien", trends.trend_sight, name="trend_sight"),
    path("trends/<uuid:key>/stap/<slug:move>", trends.trend_judge, name="trend_judge"),
    path("bewijs", evidence.sheets, name="evidence_sheets"),
    path("bewijs/<slug:slug>", evidence.sheet, name="evidence"),
    path("bewijs/<slug:slug>.pdf", evidence.sheet_pdf, name="evidence_pdf"),
    path("strategie", strategy.strategy, name="strategy"),
    path("inventarisatie", inventory.rounds, name="inventories"),
    path("inventarisatie/nieuw", inventory.round_new, name="inventory_new"),
    path("inventarisatie/<uuid:key>", inventory.inventory_round, name="inventory"),
    path("inventarisatie/<uuid:key>/stap/<slug:move>", inventory.round_move, name="inventory_move"),
    path("inventarisatie/<uuid:key>/deler", factor.round_factor, name="round_factor"),
    path("inventarisatie/<uuid:key>/deler.csv", factor.round_factor_csv, name="round_factor_csv"),
    path("inventarisatie/<uuid:key>/sjabloon.<slug:form>", factor.round_template, name="round_template"),
    path("inventarisatie/<uuid:key>/inlezen", factor.round_import, name="round_import"),
    path("inventarisatie/<uuid:key>/partner/<slug:slug>", parts.part, name="round_part"),
    path("inventarisatie/<uuid:key>/partner/<slug:slug>/invullen", parts.part_fill, name="part_fill"),
    path("inventarisatie/<uuid:key>/partner/<slug:slug>/stap/<slug:move>", parts.part_move, name="part_move"),
    path("inventarisatie/<uuid:key>/partner/<slug:slug>/intrekken", parts.part_withdraw, name="part_withdraw"),
    path("inventarisatie/<uuid:key>/partner/<slug:slug>/volmacht", parts.mandate_new, name="mandate_new"),
    path("inventarisatie/<uuid:key>/kandidaten", candidates.candidates, name="candidates"),
    path("inventarisatie/<uuid:key>/kandidaten/<slug:topic>", candidates.candidate, name="candidate"),
    path("inventarisatie/<uuid:key>/kandidaten/<slug:topic>/uren", candidates.candidate_hours, name="candidate_hours"),
    path("inventarisatie/<uuid:key>/weging", weighing.weighing, name="weighing"),
    path("inventarisatie/<uuid:key>/weging/kantelpunten", weighing.weighing_flips, name="weighing_flips"),
    path("inventarisatie/<uuid:key>/weging/vastleggen", weighing.weighing_freeze, name="weighing_freeze"),
    path("weging/<uuid:key>", weighing.weighing_kept, name="weighing_kept"),
    path("weging/<uuid:key>.json", weighing.weighing_json, name="weighing_json"),
    path("uren", absorption.hours, name="hours"),
    path("uren.csv", absorption.hours_csv, name="hours_csv"),
    path("uren/toezeggen", absorption.hours_promise, name="hours_promise"),
    path("uren/wat-als", absorption.hours_what_if, name="hours_what_if"),
    path("uren/rol/<slug:slug>", absorption.hours_role, name="hours_role"),
    path("uren/partner/<slug:slug>", absorption.hours_partner, name="hours_partner"),
    path("uren/werk/<uuid:key>", absorption.work_end, name="work_end"),
    path("kiezen", choosing.choosing, name="choose"),
    path("strategie/versies/<int:number>", strategy.strategy_version, name="strategy_version"),
    path("strategie/zin/<slug:key>", strategy.sentence, name="sentence"),
    path("strategie/lijn/<slug:slug>", priorities.sight, name="sight"),
    path("prioriteiten", priorities.priorities, name="priorities"),
    path("prioriteiten/nieuw/<slug:slug>", priorities.priority_new, name="priority_new"),
    path("prioriteiten/<uuid:key>", priorities.priority, name="priority"),
    path("prioriteiten/<uuid:key>/stap/<slug:move>", priorities.priority_move, name="priority_move"),
    path("stopregister", priorities.stops, name="stops"),
    path("besluiten", decisions.decisions, name="decisions"),
    path("besluiten/nieuw/<slug:slug>", decisions.decision_new, name="decision_new"),
    path("besluiten/<uuid:key>", decisions.decision, name="decision"),
    path("besluiten/<uuid:key>/besluit.pdf", decisions.decision_pdf, name="decision_pdf"),
    path("besluiten/<uuid:key>/bevroren.json", known.decision_frozen, name="decision_frozen"),
    path("besluiten/<uuid:key>/bewijs/<slug:theme>", known.decision_known, name="decision_known"),
    path("besluiten/<uuid:key>/bewijs/<slug:theme>.pdf", known.decision_known_pdf, name="decision_known_pdf"),
    path("besluiten/<uuid:key>/stap/<slug:move>", decisions.decision_move, name="decision_move"),
    path("rondes", choosing.rounds, name="written_rounds"),
    path("rondes/<uuid:key>", decisions.written_round, name="written_round"),
    path("verdelingen/<uuid:key>", decisions.division, name="division"),
    path("verdelingen/<uuid:key>.csv", decisions.division_csv, name="division_csv"),
    path("spoed", urgent.urgent_issues, name="urgent_issues"),
    path("spoed/nieuw", urgent.urgent_new, name="urgent_new"),
    path("spoed/<uuid:key>", urgent.urgent, name="urgent"),
    path("spoed/<uuid:key>/stap/<slug:move>", urgent.urgent_move, name="urgent_move"),
    path("drempels", overview.barriers, name="barriers"),
    path("drempels/mijn", barriers.barriers_mine, name="barriers_mine"),
    path("drempels/melden", barriers.barrier_new, name="barrier_new"),
    path("drempels/melden/<slug:slug>", barriers.barrier_new, name="barrier_new_in"),
    path("drempels/cijfers", numbers.barrier_numbers, name="barrier_numbers"),
    path("drempels/zo-lukte-het", barriers.how_tos, name="how_tos"),
    path("drempels/vragen", handling.asks, name="asks"),
    path("drempels/vragen/<uuid:key>", handling.ask, name="ask"),
    path("drempels/<uuid:key>", barriers.barrier, name="barrier"),
    path("drempels/<uuid:key>/ook", barriers.barrier_me_too, name="barrier_me_too"),
    path("drempels/<uuid:key>/merkt", barriers.barrier_answer, name="barrier_answer"),
    path("drempels/<uuid:key>/antwoord", barriers.barrier_reply, name="barrier_reply"),
    path("drempels/<uuid:key>/advies", handling.barrier_memo, name="barrier_memo"),
    path("drempels/<uuid:key>/advies/schrijven", handling.barrier_memo_change, name="barrier_memo_change"),
    path("drempels/<uuid:key>/advies.pdf", handling.barrier_memo_pdf, name="barrier_memo_pdf"),
    path("drempels/<uuid:key>/stap/<slug:move>", handling.barrier_move, name="barrier_move"),
    path("bronnen", sources.sources, name="sources"),
    path("methoden", sources.methods, name="methods"),
    path("zoeken", search.search, name="search"),
    path("mijn", circles.mine, name="mine"),
    path("kringen", circles.circles, name="circles"),
    path("kringen/<slug:slug>", papers.circle, name="circle"),
    path("kringen/<slug:slug>/nieuw", papers.paper_new, name="paper_new"),
    path("kringen/<slug:slug>/leden/nieuw", circles.membership_new, name="membership_new"),
    path("leden/<int:key>/einde", circles.membership_end, name="membership_end"),
    path("stukken/<uuid:key>", papers.paper, name="paper"),
    path("stukken/<uuid:key>/wijzigen", papers.paper_change, name="paper_change"),
    path("stukken/<uuid:key>/delen", papers.paper_share, name="paper_share"),
    path("stukken/<uuid:key>/bijlage", papers.attachment_new, name="attachment_new"),
    path("bijlagen/<uuid:key>", papers.attachment, name="attachment"),
    path("mensen", circles.people, name="people"),
    path("mensen/<uuid:key>", circles.person_roles, name="person"),
    path("mensen/<uuid:key>/uit", circles.person_out, name="person_out"),
    path("ambten", circles.offices, name="offices"),
    path("rollen", circles.roles, name="roles"),
    path("vertrouwen", promises.promises, name="promises"),
    path("", include("slagvaardig.trust.access.urls")),
    path("toegang/demo", demo.demo, name="demo"),
    path("logboek", logbook.log, name="log"),
    path("logboek/nakijken", logbook.log_verify, name="log_verify"),
    path("logboek/meenemen", logbook.log_export, name="log_export"),
    path("mijn/logboek", logbook.my_log, name="my_log"),
    path("mijn/mail", digests.my_digest, {"waits": all_that_waits_for}, name="my_digest"),
    path("mail/stop/<str:token>", digests.digest_stop, name="digest_stop"),
    path("zegels", logbook.seals, name="seals"),
    path("zegels/sleutel", logbook.seals_key, name="seals_key"),
    path("zegels/verify_log.py", logbook.seals_verifier, name="seals_verifier"),
    path("privacy", privacy.register, name="privacy"),
    path("privacy/stromen", privacy.data_flows, name="data_flows"),
    path("privacy/bewaren", retention.keeping, name="keeping"),
    path("uitleg", web.legend, name="legend"),
    path("toegankelijkheid", web.accessibility, name="accessibility"),
    path("thema.css", web.theme_css, name="theme_css"),
    path("taal", web.choose_language, name="choose_language"),
    path(".well-known/security.txt", web.security_txt, name="security_txt"),
    path("leeft", alive, name="alive"),
]

handler500 = "slagvaardig.web.outages.went_wrong"
