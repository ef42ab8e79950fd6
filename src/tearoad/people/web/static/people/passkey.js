// Passkeys: a form with data-passkey asks its options from the server, lets the browser's authenticator answer, and
// sends the answer as the hidden field "credential". Forms stay hidden where a browser knows no passkeys.

const toBytes = (text) => {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
};

const toText = (bytes) => {
  const signs = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const withBytes = (options) => {
  const ids = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));
  const found = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) found.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) found.excludeCredentials = ids(options.excludeCredentials);
  if (options.allowCredentials) found.allowCredentials = ids(options.allowCredentials);
  return found;
};

const asDocument = (credential) => {
  const answer = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) answer[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) answer.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
  };
};

const options = async (form) => {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  return withBytes((await answer.json()).publicKey);
};

const send = async (form) => {
  const publicKey = await options(form);
  const made = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey });
  form.elements.credential.value = JSON.stringify(asDocument(made));
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    send(form).catch(() => { failed.hidden = false; });
  });
}
