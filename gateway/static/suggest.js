// Completes keywords while they are typed (combobox of ARIA 1.2); without it the field is a plain one.
"use strict";
(() => {
  const WAIT = 120;

  const combobox = (input) => {
    const { suggest, suggestLabel, suggestSome } = input.dataset;
    const list = document.createElement("ul");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", suggestLabel);
    list.hidden = true;
    const told = document.createElement("p");
    told.className = "unseen";
    told.setAttribute("role", "status");
    const box = document.createElement("div");
    box.className = "suggesting";
    const focused = document.activeElement === input;
    input.before(box);
    box.append(input, list, told);
    if (focused) input.focus();
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    const known = new Map();
    let timer = 0;
    let asking = null;
    let active = -1;

    const options = () => [...list.children];
    const isOpen = () => !list.hidden;

    const mark = (place) => {
      active = place;
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        const option = options()[place];
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    };

    const close = () => {
      window.clearTimeout(timer);
      if (asking) asking.abort();
      list.hidden = true;
      told.textContent = "";
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    };

    const choose = (option) => {
      input.value = option.textContent;
      close();
      input.focus();
    };

    const show = (found) => {
      list.replaceChildren(...found.map((text, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.textContent = text;
        return option;
      }));
      if (!found.length) { close(); return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      told.textContent = suggestSome.replace("{count}", String(found.length));
      mark(-1);
    };

    const ask = async () => {
      const typed = input.value;
      if (!typed.trim()) { close(); return; }
      if (!known.has(typed)) {
        if (asking) asking.abort();
        asking = new AbortController();
        try {
          const answer = await fetch(`${suggest}&q=${encodeURIComponent(typed)}`, {
            signal: asking.signal, headers: { Accept: "application/json" }, credentials: "omit",
          });
          if (!answer.ok) { close(); return; }
          known.set(typed, (await answer.json()).suggestions);
        } catch {
          // Given up for what was typed since, or away: searching goes on without.
          return;
        }
      }
      if (typed === input.value && document.activeElement === input) show(known.get(typed));
    };

    input.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      // While an input method composes, the keys are its own.
      if (event.isComposing) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const down = event.key === "ArrowDown";
        event.preventDefault();
        if (!isOpen()) { ask(); return; }
        if (down) mark(active < last ? active + 1 : -1);
        else mark(active < 0 ? last : active - 1);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        choose(options()[active]);
      } else if (event.key === "Tab") close();
    });
    input.addEventListener("blur", close);
    // The field keeps the focus when an option is pressed.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
  };

  for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);
})();
