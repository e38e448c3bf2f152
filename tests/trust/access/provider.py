"""A partner's login on the loopback address that tells the truth, unless a test makes it lie in one place."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

CLIENT, SECRET = "slagvaardig", "geheim van de site, lang genoeg om mee te tekenen"
PRIVATE: dict[str, Any] = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "PS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
    "stranger": rsa.generate_private_key(65537, 2048),
}
Facts = dict[str, Any]


def public_key(name: str, **more: Any) -> Facts:
    """The public part of a key, as a partner shows it."""
    kind = jwt.get_algorithm_by_name("RS256" if name == "stranger" else name)
    return {**kind.to_jwk(PRIVATE[name].public_key(), as_dict=True), "kid": name, "use": "sig", **more}


def part(value: Facts) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _unchanged(facts: Facts) -> Facts:
    return facts


def _signed(claims: Facts) -> str:
    return str(jwt.encode(claims, PRIVATE["RS256"], algorithm="RS256", headers={"kid": "RS256"}))


@dataclass
class Provider:
    """tenants share one address: the first part of the path. Each of the functions may turn the truth into a lie."""

    subject: str = "persoon-1"
    claims: Callable[[Facts], Facts] = _unchanged
    sign: Callable[[Facts], str] = _signed
    document: Callable[[Facts], Facts] = _unchanged
    keys: Callable[[Facts], Facts] = _unchanged
    answer: Callable[[Facts], Facts] = _unchanged
    status: int = 200
    checks_proof: bool = True
    address: str = ""
    codes: dict[str, Facts] = field(default_factory=dict)
    asked: list[tuple[str, Facts]] = field(default_factory=list)

    def consent(self, address: str) -> Facts:
        """Somebody says yes at the partner: the parameters with which the browser comes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(12)
        self.codes[code] = {**asked, "tenant": urlsplit(address).path.split("/")[1]}
        return {"code": code, "state": asked["state"]}

    def token(self, tenant: str, form: Facts) -> Facts | None:
        """What a code gives, once, to whoever proves that he asked for it."""
        about = self.codes.pop(form.get("code", ""), None)
        if about is None or about["tenant"] != tenant:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if self.checks_proof and base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != about.get("code_challenge"):
            return None
        now = int(time.time())
        claims = {
            "iss": f"{self.address}/{tenant}", "sub": self.subject, "aud": CLIENT, "exp": now + 300, "iat": now,
            "nonce": about.get("nonce"), "auth_time": now, "acr": "hoog", "email": "mayor@voorbeeld.invalid",
            "email_verified": True,
        }  # fmt: skip
        token = self.sign(self.claims(claims))
        return self.answer({"access_token": "x", "token_type": "Bearer", "id_token": token})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        tenant, _, rest = urlsplit(self.path).path[1:].partition("/")
        self.provider.asked.append((rest, {}))
        here = f"{self.provider.address}/{tenant}"
        if rest == "keys":
            names = ("RS256", "PS256", "ES256", "EdDSA")
            self._send(200, self.provider.keys({"keys": [public_key(name) for name in names]}))
        else:
            truth = {
                "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/keys", "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }  # fmt: skip
            self._send(200, self.provider.document(truth))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        tenant, _, rest = self.path[1:].partition("/")
        self.provider.asked.append((rest, {**form, "header": self.headers.get("Authorization", "")}))
        given = self.provider.token(tenant, form)
        self._send(self.provider.status if given else 400, given or {"error": "invalid_grant"})

    def _send(self, status: int, facts: Facts) -> None:
        body = json.dumps(facts).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """What the partner was asked stands in `asked`."""


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The partner answers for as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
