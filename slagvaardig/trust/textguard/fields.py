"""Every text that we keep: guarded, or exempt with the reason. A new field fails the tests until somebody decides."""

from typing import Final

# Each is refused by the action that writes it when the guard finds something.
GUARDED: Final = (
    "see.Edition.outcome",
    "see.Edition.text",
    "see.Edition.title",
    "see.Message.text",
    "see.Story.text",
    "see.Story.title",
    "trust.Attachment.name",
    "trust.Paper.reason",
    "trust.Paper.text",
    "trust.Paper.title",
)

_WORKS_HERE = "wie voor een partner werkt, is hier met naam en zakelijk adres bekend"
_REGION = "komt uit de nagekeken bestanden van de regio, niet van een formulier"
_MACHINE = "maakt het systeem zelf; niemand typt het"
_SOURCE = "beschrijft een gepubliceerde tabel en het ophalen ervan"
_CHOSEN = "een keuze uit een lijst van de regio of van ons"
EXEMPT: Final[dict[str, str]] = {
    "see.Edition.area": _CHOSEN,
    "see.Edition.role": _CHOSEN,
    "see.Edition.theme": _CHOSEN,
    "see.Edition.words": "stammen van woorden uit een tekst die al is nagekeken",
    "see.Picture.kind": _MACHINE,
    "see.Receipt.handle": _MACHINE,
    "see.Receipt.secret": _MACHINE,
    "see.Story.area": _CHOSEN,
    "see.Story.readers": _CHOSEN,
    "see.Story.role": _CHOSEN,
    "see.Story.state": _MACHINE,
    "see.Story.theme": _CHOSEN,
    "see.Story.who": _CHOSEN,
    "see.PullRun.message": _SOURCE,
    "see.PullRun.outcome": _SOURCE,
    "see.PullRun.source": _SOURCE,
    "see.PullRun.step": _SOURCE,
    "see.Snapshot.folder": _SOURCE,
    "see.Snapshot.made_from": _SOURCE,
    "see.Snapshot.publisher": _SOURCE,
    "see.Snapshot.raw_checksum": _SOURCE,
    "see.Snapshot.raw_folder": _SOURCE,
    "see.Snapshot.source": _SOURCE,
    "see.Snapshot.status": _SOURCE,
    "see.Snapshot.table": _SOURCE,
    "trust.Attachment.checksum": _MACHINE,
    "trust.Attachment.kind": _MACHINE,
    "trust.Circle.kind": _REGION,
    "trust.Circle.name": _REGION,
    "trust.Circle.slug": _REGION,
    "trust.Counted.circle_kind": _MACHINE,
    "trust.Counted.what": _MACHINE,
    "trust.Destroyed.deed": _MACHINE,
    "trust.Destroyed.digest": _MACHINE,
    "trust.Destroyed.key": _MACHINE,
    "trust.Destroyed.table": _MACHINE,
    "trust.Event.about": _MACHINE,
    "trust.Event.activity": _MACHINE,
    "trust.Event.actor": _MACHINE,
    "trust.Event.trace": _MACHINE,
    "trust.Event.verb": _MACHINE,
    "trust.KeptLeaf.leaf": _MACHINE,
    "trust.Membership.role": _REGION,
    "trust.Office.slug": _REGION,
    "trust.Office.title": _REGION,
    "trust.Person.name": _WORKS_HERE,
    "trust.Seal.head": _MACHINE,
    "trust.Seal.root": _MACHINE,
    "trust.Seat.role": _REGION,
    "trust.Sent.answer": _MACHINE,
    "trust.Session.device": _MACHINE,
    "trust.Session.session_data": _MACHINE,
    "trust.Session.session_key": _MACHINE,
    "trust.Tally.key": _MACHINE,
    "trust.Turn.fault": _MACHINE,
    "trust.Turn.name": _MACHINE,
    "trust.User.email": _WORKS_HERE,
    "trust.User.password": "bewaard als hash van wat de gebruiker zelf koos",
}

# Fields of forms in which somebody types and that are not guarded.
_LOGGING_IN = "toont wie iemand is; alleen versleuteld bewaard, of helemaal niet"
EXEMPT_IN_FORMS: Final[dict[str, str]] = {
    "ReceiptForm.code": "zoekt een verhaal terug en wordt niet bewaard",
    "StoriesFilter.q": "zoekt in verhalen en wordt niet bewaard",
    "AddressForm.email": _LOGGING_IN,
    "CodeForm.code": _LOGGING_IN,
    "ConfirmForm.code": _LOGGING_IN,
    "ConfirmForm.password": _LOGGING_IN,
    "LogFilter.waarmee": "zoekt in het logboek en wordt niet bewaard",
    "LoginForm.email": _LOGGING_IN,
    "LoginForm.password": _LOGGING_IN,
    "NewAppForm.code": _LOGGING_IN,
    "NewPasskeyForm.credential": _LOGGING_IN,
    "NewPasskeyForm.name": "alleen de gebruiker zelf ziet hoe hij zijn eigen passkey noemt",
    "NewPasswordForm.again": _LOGGING_IN,
    "NewPasswordForm.password": _LOGGING_IN,
    "InvitationForm.name": _WORKS_HERE,
    "InvitationForm.email": _WORKS_HERE,
}
