// A table that fits needs no stop for the keyboard; one that scrolls sideways does.
function mark(area) {
  area.tabIndex = area.scrollWidth > area.clientWidth || area.scrollHeight > area.clientHeight ? 0 : -1;
}

const watcher = new ResizeObserver((changes) => changes.forEach((change) => mark(change.target)));
for (const area of document.querySelectorAll(".table-scroll")) watcher.observe(area);
