// Tells a page that the record has grown, without moving anything under the reader's eyes; pages work without it.
(() => {
  "use strict";
  const bar = document.getElementById("grown");
  if (!bar || !window.EventSource) return;
  let after = Number(bar.dataset.head), grown = 0, source = null, shown = 0;
  const kinds = bar.dataset.kinds.split(" ");
  const show = () => {
    shown = 0;
    bar.querySelector("b").textContent = grown === 1 ? "The record has grown by one entry." : `The record has grown by ${grown} entries.`;
    bar.classList.add("on");
  };
  const came = event => {
    const entry = Number(event.lastEventId);
    if (!(entry > after)) return;
    grown += entry - after;
    after = entry;
    if (!shown) shown = setTimeout(show, 400);
  };
  const close = () => { if (source) source.close(); source = null; };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/api/changes?after=${after}`);
    for (const kind of kinds) source.addEventListener(kind, came);
  };
  bar.querySelector("button").addEventListener("click", () => location.reload());
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
