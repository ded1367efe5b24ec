"use strict";
/* One key an act. A key presses the control that carries it in data-key; nothing here knows what the act does.
   Nothing is done while somebody types, or with a modifier held. */
(() => {
  const typing = (at) => at instanceof Element && at.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); event.preventDefault(); return; }
    if (typing(event.target)) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!wanted || wanted.disabled) return;
    event.preventDefault();
    if (wanted.matches("select, input, textarea")) wanted.focus();
    else wanted.click();
  });
  const by = document.getElementById("by");
  if (by && !by.readOnly) try {  // a name that was typed is not typed again at the next claim or in another form
    if (!by.value) by.value = sessionStorage.getItem("by") || "";
    by.addEventListener("input", () => sessionStorage.setItem("by", by.value));
  } catch { /* a browser that keeps nothing asks again */ }
  const words = document.getElementById("words");
  const box = words && words.closest(".scroll");
  if (box) box.scrollTop = words.offsetTop - box.offsetTop - box.clientHeight / 3;
})();
