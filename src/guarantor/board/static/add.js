// How much of what is sent has gone, and that it is being read; the form works without it.
(() => {
  "use strict";
  const parts = () => [document.getElementById("sending"), document.getElementById("sending-text")];
  const tell = (text, value) => {
    const [bar, words] = parts();
    if (!bar) return;
    bar.hidden = false;
    if (value === null) bar.removeAttribute("value"); else bar.value = value;
    if (words.textContent !== text) words.textContent = text;
  };
  const fetching = () => document.getElementById("addresses").value.trim() !== "";
  document.addEventListener("htmx:beforeRequest", event => {
    if (event.target.id !== "adding") return;
    event.target.querySelector("button.main").disabled = true;
    tell("Sending", 0);
  });
  document.addEventListener("htmx:xhr:progress", event => {
    const { loaded, total } = event.detail;
    if (!total || loaded >= total) tell(fetching() ? "Sent; being fetched and read" : "Sent; being read", null); else tell("Sending", loaded / total);
  });
  for (const failed of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(failed, () => {
    document.querySelector("#adding button.main").disabled = false;
    tell("Nothing was sent: the board does not answer. What you typed is still here.", 0);
  });
  document.addEventListener("htmx:afterSettle", () => {
    const told = document.querySelector("#h-done, [role=alert]");
    if (told) { told.tabIndex = -1; told.focus(); }
  });
})();
