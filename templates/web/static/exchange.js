// Pages work without this. With it: a chosen file is named, nothing is sent twice, passkeys.
(() => {
  const root = document.documentElement;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  root.classList.add("js");
  document.querySelector("[data-first]")?.focus();

  each(".drop", (box) => {
    const input = box.querySelector("input[type=file]");
    const over = (yes) => () => box.classList.toggle("over", yes);
    const name = () => {
      box.querySelector("[data-chosen]").textContent = input.files[0]?.name ?? "";
    };
    box.addEventListener("dragover", over(true));
    box.addEventListener("dragleave", over(false));
    box.addEventListener("drop", over(false));
    input.addEventListener("change", name);
    name();
  });

  // A button stays able to send its name and value, so it is not disabled.
  const rest = () => each("form[aria-busy]", (form) => {
    form.removeAttribute("aria-busy");
    each("[data-calm]", (text) => (text.textContent = text.dataset.calm));
  });
  addEventListener("pageshow", rest);
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "again" in form.dataset) return;
    if (form.ariaBusy === "true") return event.preventDefault();
    form.setAttribute("aria-busy", "true");
    const button = event.submitter ?? form.querySelector("button");
    const text = button?.querySelector("span");
    if (text && button.dataset.busy) {
      text.dataset.calm = text.textContent;
      text.textContent = button.dataset.busy;
    }
  });

  if (!window.PublicKeyCredential || !navigator.credentials?.create) return;
  root.classList.add("passkeys");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => list?.map((item) => ({ ...item, id: bytes(item.id) }));

  // Browsers before 2025 have no parse…FromJSON and no toJSON.
  const parsed = (json, register) => {
    const read = PublicKeyCredential[`parse${register ? "Creation" : "Request"}OptionsFromJSON`];
    if (read) return read.call(PublicKeyCredential, json);
    const options = { ...json, challenge: bytes(json.challenge) };
    if (json.user) options.user = { ...json.user, id: bytes(json.user.id) };
    if (json.excludeCredentials) options.excludeCredentials = known(json.excludeCredentials);
    if (json.allowCredentials) options.allowCredentials = known(json.allowCredentials);
    return options;
  };
  const written = (credential) => {
    if (credential.toJSON) return credential.toJSON();
    const { id, type, rawId, response, authenticatorAttachment } = credential;
    const answer = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) answer[part] = text(response[part]);
    }
    if (response.getTransports) answer.transports = response.getTransports();
    const clientExtensionResults = credential.getClientExtensionResults();
    return { id, type, rawId: text(rawId), response: answer, authenticatorAttachment, clientExtensionResults };
  };
  const ceremony = async (form) => {
    const register = form.dataset.passkey === "register";
    const answer = await fetch(form.dataset.optionsUrl, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
    });
    if (!answer.ok) throw new Error(answer.status);
    const json = await answer.json();
    const publicKey = parsed(json.publicKey ?? json, register);
    const credential = await navigator.credentials[register ? "create" : "get"]({ publicKey });
    form.elements.credential.value = JSON.stringify(written(credential));
  };

  each("form[data-passkey]", (form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    const said = form.querySelector(".said");
    said.textContent = "";
    try {
      await ceremony(form);
      form.submit();
    } catch (error) {
      const why = { NotAllowedError: "refused", InvalidStateError: "known" }[error.name];
      said.textContent = said.dataset[why ?? "failed"];
      rest();
    }
  }));
})();
