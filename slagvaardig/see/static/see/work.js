// The work that a ticket asks for: find a number with which the SHA-256 of ticket and number begins with enough zeros.
// In the page itself, a few milliseconds at a time: browsers offer SHA-256 only in safe contexts, and one at a time.
const PRIMES = [];
for (let number = 2; PRIMES.length < 64; number++) if (PRIMES.every((prime) => number % prime)) PRIMES.push(number);
const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const W = new Int32Array(64);
const turn = (value, by) => (value >>> by) | (value << (32 - by));

function block(bytes, offset, state) {
  for (let i = 0; i < 16; i++) {
    const at = offset + 4 * i;
    W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const [low, high] = [W[i - 15], W[i - 2]];
    const first = turn(low, 7) ^ turn(low, 18) ^ (low >>> 3);
    const second = turn(high, 17) ^ turn(high, 19) ^ (high >>> 10);
    W[i] = (W[i - 16] + first + W[i - 7] + second) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0));
}

// The first 32 bits of the hash: no ticket asks for more zeros than that.
function head(text) {
  const bytes = new Uint8Array(Math.ceil((text.length + 9) / 64) * 64);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  const state = Int32Array.from(START);
  for (let offset = 0; offset < bytes.length; offset += 64) block(bytes, offset, state);
  return state[0] >>> 0;
}

function solve(ticket, bits) {
  const most = 2 ** (32 - bits);
  return new Promise((done) => {
    let number = 0;
    const chunk = () => {
      const until = performance.now() + 12;
      while (performance.now() < until) {
        for (let i = 0; i < 50; i++, number++) if (head(`${ticket}.${number}`) < most) return done(String(number));
      }
      setTimeout(chunk, 4);
    };
    chunk();
  });
}

for (const form of document.querySelectorAll("form[data-ticket]")) {
  const field = form.elements.werk;
  const working = form.querySelector("[data-working]");
  const ready = field.value ? Promise.resolve(field.value) : solve(form.dataset.ticket, Number(form.dataset.bits));
  ready.then((found) => (field.value = found));
  form.addEventListener("submit", (event) => {
    // Only what is sent needs the work; whoever goes on to the next page, or back, does not wait for it.
    if (field.value || "later" in form.dataset || event.submitter?.value === "wijzigen") return;
    event.preventDefault();
    if (working) working.hidden = false;
    ready.then(() => form.requestSubmit(event.submitter));
  });
}
