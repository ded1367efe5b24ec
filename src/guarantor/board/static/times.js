// Beside a moment in the event's zone, the same in the reader's; pages work without it.
(() => {
  "use strict";
  for (const time of document.querySelectorAll("time[data-zone]")) {
    const at = new Date(time.dateTime), form = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const there = new Intl.DateTimeFormat("en-GB", { ...form, timeZone: time.dataset.zone }).format(at);
    const here = new Intl.DateTimeFormat("en-GB", form).format(at);
    if (there === here) continue;
    const beside = document.createElement("span");
    beside.className = "by";
    beside.textContent = `${here.replace(",", "")} your time`;
    time.after(beside);
  }
})();
