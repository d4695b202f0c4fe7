// Pages work without this. With it: a chosen file is named, nothing is sent twice, passkeys.
(() => {
  const root = document.documentElement;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const busy = (form) => form.getAttribute("aria-busy") === "true";
  root.classList.add("js");
  document.querySelector("[data-first]")?.focus();

  each(".drop", (box) => {
    const input = box.querySelector("[type=file]");
    const mark = (event) => box.classList.toggle("over", event.type === "dragover");
    const name = () => {
      box.querySelector("[data-chosen]").textContent = input.files[0]?.name ?? "";
    };
    ["dragover", "dragleave", "drop"].forEach((type) => box.addEventListener(type, mark));
    input.addEventListener("change", name);
    name();
  });

  // The button is not disabled: it has to send its name and value.
  const rest = () => {
    each("form[aria-busy]", (form) => form.removeAttribute("aria-busy"));
    each("[data-calm]", (span) => (span.textContent = span.dataset.calm));
  };
  addEventListener("pageshow", rest);
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "again" in form.dataset) return;
    if (busy(form)) return event.preventDefault();
    form.setAttribute("aria-busy", "true");
    const button = event.submitter ?? form.querySelector("button");
    const span = button?.querySelector("span");
    if (!span || !button.dataset.busy) return;
    span.dataset.calm = span.textContent;
    span.textContent = button.dataset.busy;
  });

  const Key = window.PublicKeyCredential;
  if (!Key || !navigator.credentials) return;
  root.classList.add("passkeys");

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // Older browsers have neither parse…FromJSON nor toJSON.
  const parsed = (json, kind) => {
    const name = `parse${kind}OptionsFromJSON`;
    if (Key[name]) return Key[name](json);
    const options = { ...json, challenge: bytes(json.challenge) };
    if (json.user) options.user = { ...json.user, id: bytes(json.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      options[list] = (json[list] ?? []).map((item) => ({ ...item, id: bytes(item.id) }));
    }
    return options;
  };
  const written = (key) => {
    if (key.toJSON) return key.toJSON();
    const response = {};
    for (const part of
      ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[part]) response[part] = text(key.response[part]);
    }
    response.transports = key.response.getTransports?.();
    const clientExtensionResults = key.getClientExtensionResults();
    return { id: key.id, type: key.type, rawId: text(key.rawId), response, clientExtensionResults };
  };

  const ceremony = async (form) => {
    const [kind, act] =
      form.dataset.passkey === "register" ? ["Creation", "create"] : ["Request", "get"];
    const headers = { "X-CSRFToken": form.elements.csrf_token.value };
    const body = new FormData(form);
    const answer = await fetch(form.dataset.optionsUrl, { method: "POST", headers, body });
    const json = await answer.json();
    const key = await navigator.credentials[act]({ publicKey: parsed(json, kind) });
    form.elements.credential.value = JSON.stringify(written(key));
  };
  each("form[data-passkey]", (form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy(form)) return;
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
