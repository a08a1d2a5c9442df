// Makes a passkey or shows one: only the browser can talk to the device. See templates/passkeys.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const button = form.querySelector("[data-start]");
  const words = form.querySelector("[data-words]");
  const say = (text) => { words.textContent = text; words.hidden = !text; };
  for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;

  if (window.location.origin !== form.dataset.origin) {
    say(form.dataset.elsewhere);
    return;
  }
  if (!window.PublicKeyCredential || !navigator.credentials) {
    say(form.dataset.unsupported);
    return;
  }

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = {
    create: (options) => navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: known(options.excludeCredentials),
      },
    }),
    get: (options) => navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        allowCredentials: known(options.allowCredentials),
      },
    }),
  };
  const written = (credential) => {
    const answer = credential.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    if (answer.attestationObject) {
      response.attestationObject = text(answer.attestationObject);
      response.transports = answer.getTransports ? answer.getTransports() : [];
    } else {
      response.authenticatorData = text(answer.authenticatorData);
      response.signature = text(answer.signature);
      response.userHandle = answer.userHandle ? text(answer.userHandle) : "";
    }
    const id = text(credential.rawId);
    return JSON.stringify({ id, rawId: id, type: credential.type, response });
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    say(form.dataset.waiting);
    try {
      const credential = await ask[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = written(credential);
      form.submit();
    } catch (fault) {
      button.disabled = false;
      const texts = { NotAllowedError: "cancelled", InvalidStateError: "known" };
      say(form.dataset[texts[fault.name]] || form.dataset.failed);
      words.focus();
    }
  });
  button.hidden = false;
})();
