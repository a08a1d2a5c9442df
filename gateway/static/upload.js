// Sends chosen documents at once and shows how far they are; without it the buttons do the same.
"use strict";
(() => {
  const ready = (moveFocus) => {
    const form = document.querySelector("form[data-upload]");
    if (!form) return;
    for (const part of form.querySelectorAll("[data-without-script]")) part.hidden = true;
    for (const input of form.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", () => { if (input.files.length) send(form, input); });
    }
    if (moveFocus) {
      const target = document.querySelector("[data-focus]") || document.querySelector("main");
      target.focus();
    }
  };

  const line = (input) => {
    const field = input.closest(".field");
    const old = field.querySelector(".upload-progress");
    if (old) old.remove();
    const box = document.createElement("div");
    box.className = "upload-progress";
    box.setAttribute("role", "status");
    box.append(document.createElement("p"));
    field.append(box);
    return box;
  };

  const send = (form, input) => {
    const box = line(input);
    const words = box.querySelector("p");
    const most = Number(form.dataset.most);
    const big = [...input.files].find((file) => file.size > most);
    if (big) {
      words.className = "field-error";
      words.textContent = form.dataset.tooLarge.replace("{name}", big.name);
      input.value = "";
      return;
    }
    const data = new FormData();
    for (const name of ["csrf_token", "_token"]) data.append(name, form.elements[name].value);
    data.append("_step", "attach");
    for (const file of input.files) data.append(input.name, file);
    words.textContent = form.dataset.sending;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", form.dataset.sending);
    box.append(bar);
    const controls = [...form.querySelectorAll("input[type=file], button")];
    for (const one of controls) one.disabled = true;
    const failed = () => {
      for (const one of controls) one.disabled = false;
      bar.remove();
      words.className = "field-error";
      words.textContent = form.dataset.failed;
      input.value = "";
    };
    const request = new XMLHttpRequest();
    request.open("POST", window.location.href);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("error", failed);
    request.addEventListener("load", () => {
      // The answer is the page itself, with the document in its list or the reason why not.
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      if (!answer.querySelector("form[data-upload]")) {
        if (request.status < 400) window.location.assign(request.responseURL);
        else failed();
        return;
      }
      document.querySelector("main").replaceWith(answer.querySelector("main"));
      ready(true);
    });
    request.send(data);
  };

  ready(false);
})();
