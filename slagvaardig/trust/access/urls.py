"""Every address for logging in and for looking after one's login. Of the library no address is open."""

from django.urls import path

from slagvaardig.trust.access import factor_views, partner_views, session_views, views

urlpatterns = [
    path("toegang/inloggen", views.login, name="login"),
    path("toegang/uitloggen", views.logout, name="logout"),
    path("toegang/uitnodiging/<str:token>", views.invitation, name="invitation"),
    path("toegang/wachtwoord-vergeten", views.password_forgotten, name="password_forgotten"),
    path("toegang/wachtwoord", views.password_change, name="password_change"),
    path("toegang/wachtwoord/<str:token>", views.password_new, name="password_new"),
    path("toegang/tweede-stap", factor_views.second_step, name="second_step"),
    path("toegang/tweede-stap/instellen", factor_views.second_step_new, name="second_step_new"),
    path("toegang/passkey", factor_views.passkey, name="passkey"),
    path("toegang/partner/<slug:slug>", partner_views.partner_login, name="partner_login"),
    path("toegang/partner/<slug:slug>/terug", partner_views.partner_callback, name="partner_callback"),
    path("toegang/bevestigen", session_views.confirm, name="confirm"),
    path("mijn/inloggen", factor_views.overview, name="mfa_index"),
    path("mijn/inloggen/nieuw", factor_views.factor_new, name="factor_new"),
    path("mijn/inloggen/<int:key>/weg", factor_views.factor_remove, name="factor_remove"),
    path("mijn/herstelcodes", factor_views.recovery_codes, name="recovery_codes"),
    path("mijn/herstelcodes/nieuw", factor_views.recovery_codes_new, name="recovery_codes_new"),
    path("mijn/sessies", session_views.sessions, name="sessions"),
    path("mijn/sessies/einde", session_views.sessions_end, name="sessions_end"),
]
