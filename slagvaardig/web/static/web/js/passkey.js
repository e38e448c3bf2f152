// A passkey: let the browser make one or use one, and send its answer along with the form.
const able = Boolean(globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function used(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  const { publicKey } = await answer.json();
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

function made() {
  const { publicKey } = JSON.parse(document.getElementById("passkey-question").textContent);
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
}

async function answer(form, problem) {
  if (!form.reportValidity()) return;
  try {
    const passkey = await (form.dataset.passkey === "make" ? made() : used(form));
    form.elements.credential.value = JSON.stringify(passkey.toJSON());
    form.submit();
  } catch {
    // Whoever closes the window of the browser has changed his mind; the page says that nothing happened.
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const [button, problem] = [form.querySelector("button"), form.querySelector("[data-problem]")];
  button.hidden = !able;
  form.querySelector("[data-unable]").hidden = able;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form, problem);
  });
}
