// A draft that stays on this device only: in the tab by itself, on the device when somebody asks for it, and gone with
// one press or when it was sent.
const KEPT = "slagvaardig-concept:";
const OWN = new Set(["kaart", "werk", "stap", "csrfmiddlewaretoken", "once"]);

function stores() {
  try {
    return [localStorage, sessionStorage];
  } catch {
    return []; // a browser that keeps nothing: the form works all the same
  }
}

function wipe(name) {
  for (const store of stores()) store.removeItem(KEPT + name);
}

function filled(form) {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

function restore(form, pairs) {
  const given = new Map();
  for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!given.has(field.name)) continue;
    const values = given.get(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.type !== "hidden" && !field.value) field.value = values[0];
  }
}

function begin(form) {
  const [device, tab] = stores();
  if (!device) return;
  const key = KEPT + form.dataset.draft;
  const bar = form.querySelector("[data-draft-bar]");
  const part = (name) => bar.querySelector(`[data-draft-${name}]`);
  let onDevice = device.getItem(key) !== null;
  const show = () => {
    part("off").hidden = onDevice;
    part("on").hidden = !onDevice;
    part("keep").hidden = onDevice;
    part("wipe").hidden = !onDevice && tab.getItem(key) === null;
    part("offline").hidden = navigator.onLine;
  };
  const keep = () => {
    const text = JSON.stringify(filled(form));
    tab.setItem(key, text);
    if (onDevice) device.setItem(key, text);
    show();
  };
  const before = device.getItem(key) ?? tab.getItem(key);
  if (before) restore(form, JSON.parse(before));
  form.addEventListener("input", keep);
  part("keep").addEventListener("click", () => {
    onDevice = true;
    keep();
  });
  part("wipe").addEventListener("click", () => {
    wipe(form.dataset.draft);
    onDevice = false;
    form.reset();
    show();
  });
  form.addEventListener("submit", (event) => {
    keep();
    if (!navigator.onLine) event.preventDefault();
  });
  for (const change of ["online", "offline"]) addEventListener(change, show);
  bar.hidden = false;
  show();
}

for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
for (const sent of document.querySelectorAll("[data-draft-sent]")) wipe(sent.dataset.draftSent);
