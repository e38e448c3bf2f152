// On paper nobody can open a fold: show every table while printing, and fold back what was folded.
const opened = [];

addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open])")) {
    fold.open = true;
    opened.push(fold);
  }
});

addEventListener("afterprint", () => {
  for (const fold of opened.splice(0)) fold.open = false;
});
