// Enhancements only: every page works without this file.
"use strict";
(() => {
  // After a refused form, the keyboard starts at the list of errors.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // How many characters are left, counted in code points as the portal does.
  for (const area of document.querySelectorAll("textarea[data-most]")) {
    const line = document.createElement("p");
    line.className = "left";
    line.setAttribute("aria-live", "polite");
    const show = () => {
      const text = area.value.replace(/\r\n?/g, "\n").trim();
      const left = Number(area.dataset.most) - [...text].length;
      line.textContent = area.dataset.left.replace("{left}", String(left));
      line.classList.toggle("left-over", left < 0);
    };
    area.after(line);
    area.addEventListener("input", show);
    show();
  }

  // A button that waits for boxes to be ticked: <form data-needs-ticks>.
  for (const form of document.querySelectorAll("form[data-needs-ticks]")) {
    const boxes = [...form.querySelectorAll("input[type=checkbox][required]")];
    const button = form.querySelector("button[type=submit]");
    const show = () => { button.disabled = !boxes.every((box) => box.checked); };
    form.addEventListener("change", show);
    show();
  }

  // Input that is not saved in time is lost: a warning five minutes before (LI-14).
  for (const line of document.querySelectorAll("[data-expires-in]")) {
    const seconds = Math.max(0, Number(line.dataset.expiresIn) - 300);
    window.setTimeout(() => {
      line.textContent = line.dataset.warning;
      line.classList.add("notice-warning");
      line.setAttribute("role", "alert");
      line.scrollIntoView({ block: "center" });
    }, seconds * 1000);
  }

  // A second press while the first is on its way does nothing.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      window.setTimeout(() => delete form.dataset.sent, 5000);
    });
  }
})();
