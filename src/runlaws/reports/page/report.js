"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll("details.finding")];
  if (form) {
    const status = form.querySelector("output");
    const unfold = document.getElementById("unfold");
    const chosen = (name) => form.elements.namedItem(name).value;
    const shown = () => findings.filter((finding) => !finding.hidden);
    const label = () => {
      unfold.textContent = shown().some((finding) => !finding.open) ? "Unfold" : "Fold";
    };
    const apply = () => {
      for (const finding of findings) {
        finding.hidden = ["severity", "law", "client"].some(
          (name) => chosen(name) !== "" && !finding.dataset[name].split(" ").includes(chosen(name)),
        );
      }
      const number = shown().length;
      status.textContent = `${number} of ${findings.length} shown`;
      label();
    };
    form.hidden = false;
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    unfold.addEventListener("click", () => {
      const open = unfold.textContent === "Unfold";
      for (const finding of shown()) finding.open = open;
      label();
    });
    for (const finding of findings) finding.addEventListener("toggle", label);
    for (const link of document.querySelectorAll("td a[data-law]")) {
      link.addEventListener("click", () => {
        form.reset();
        form.elements.namedItem("law").value = link.dataset.law;
        form.elements.namedItem("client").value = link.dataset.client;
        apply();
      });
    }
    apply();
  }
  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) {
      if (target.hidden && form) form.reset();
      target.open = true;
      setTimeout(() => {
        target.scrollIntoView();
        target.querySelector("summary").focus({ preventScroll: true });
      });
    }
  };
  addEventListener("hashchange", openTarget);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    link.addEventListener("click", () => {
      if (link.hash === location.hash) openTarget();
    });
  }
  openTarget();
})();
