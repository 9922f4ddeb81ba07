// Speaks to an authenticator, which only a script may do. A form that is marked
// with data-passkey="get" or "create" asks its data-challenge for a question,
// puts the authenticator's answer into its field "answer", and is then sent like
// every other form.
(() => {
  "use strict";
  const forms = document.querySelectorAll("form[data-passkey]");
  if (!window.PublicKeyCredential) return;

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (c) => c.charCodeAt(0));
  };
  const text = (buffer) => {
    if (!buffer) return undefined;
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const question = (options) => {
    const key = options.publicKey;
    key.challenge = bytes(key.challenge);
    if (key.user) key.user.id = bytes(key.user.id);
    for (const known of key.excludeCredentials || []) known.id = bytes(known.id);
    for (const known of key.allowCredentials || []) known.id = bytes(known.id);
    return { publicKey: key };
  };

  const answer = (credential) => {
    const r = credential.response;
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      extensions: {},
      response: r.attestationObject
        ? { attestationObject: text(r.attestationObject), clientDataJSON: text(r.clientDataJSON) }
        : {
            authenticatorData: text(r.authenticatorData),
            clientDataJSON: text(r.clientDataJSON),
            signature: text(r.signature),
            userHandle: text(r.userHandle),
          },
    };
  };

  const ask = async (form) => {
    const reply = await fetch(form.dataset.challenge, { method: "POST", headers: { accept: "application/json" } });
    if (!reply.ok) throw new Error(String(reply.status));
    const options = question(await reply.json());
    return navigator.credentials[form.dataset.passkey](options);
  };

  for (const form of forms) {
    const button = form.querySelector("button");
    const problem = form.querySelector("[data-passkey-problem]");
    button.disabled = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.hidden = true;
      button.disabled = true;
      try {
        form.elements.answer.value = JSON.stringify(answer(await ask(form)));
        form.submit();
      } catch (_) {
        // The reader closed the device's question, or there is no key for this house.
        problem.hidden = false;
        button.disabled = false;
        button.focus();
      }
    });
  }
})();
