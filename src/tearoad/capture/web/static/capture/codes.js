// What a code of a card or badge says of its bearer: vCard 2.1, 3 and 4, MECARD, BIZCARD, links of messengers. What is none
// of these stays as it is: a badge's number says something only to the fair.
const LONGEST = 200;
const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;

// Returns what was understood, field -> words of one line; nothing for a code that is of no known kind.
export function readCode(text) {
  const kind = KINDS.find(({ begins }) => begins.test(text.trim()));
  const found = kind ? kind.read(text.trim()) : {};
  return Object.fromEntries(
    Object.entries(found)
      .map(([name, value]) => [name, plain(value)])
      .filter(([, value]) => value),
  );
}

const KINDS = [
  { begins: /^BEGIN:VCARD/i, read: readCard },
  { begins: /^MECARD:/i, read: readMecard },
  { begins: /^BIZCARD:/i, read: readBizcard },
  { begins: /^(weixin:|wxp:|https?:\/\/(u\.wechat\.com|weixin\.qq\.com|work\.weixin\.qq\.com)\/)/i, read: (link) => ({ messenger: link }) },
  { begins: /^(tg:|https?:\/\/(t\.me|telegram\.me)\/)/i, read: readTelegram },
  { begins: /^(whatsapp:|https?:\/\/(wa\.me|api\.whatsapp\.com)\/)/i, read: readWhatsapp },
  { begins: /^tel:/i, read: (link) => ({ phone: link.slice(4) }) },
  { begins: /^mailto:/i, read: (link) => ({ email: decodeURIComponent(link.slice(7).split("?")[0]) }) },
];

// What was cut short must not end in half a letter: no server and no other phone can read one.
export function whole(text) {
  return text.replace(/[\ud800-\udbff]$/, "");
}

function plain(value) {
  const line = (value ?? "").replace(/[\x00-\x1f\x7f\s]+/g, " ").trim();
  return line.length <= LONGEST ? line : whole(line.slice(0, LONGEST));
}

// vCard: RFC 2426 and 6350, and what phones still write of 2.1 (quoted-printable in a charset of its own).
function readCard(text) {
  const found = properties(text);
  const all = (name) => found.filter((one) => one.name === name);
  const first = (name) => all(name)[0]?.value ?? "";
  const org = parts(first("ORG"), ";");
  const address = parts((liked(all("ADR"), ["work", "pref"]) ?? {}).value ?? "", ";");
  return {
    person: unescaped(first("FN")) || nameOf(parts(first("N"), ";")),
    title: unescaped(first("TITLE") || first("ROLE")),
    firm: org[0] || org[1] || "",
    phone: unescaped(liked(all("TEL"), ["cell", "pref", "work"])?.value ?? "").replace(/^tel:/i, "").replace(/;.*$/, ""),
    email: unescaped(liked(all("EMAIL"), ["pref", "work"])?.value ?? "").replace(/^mailto:/i, ""),
    city: address[3] ?? "",
    messenger: messengerOf(found),
  };
}

function properties(text) {
  const lines = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.at(-1);
    // A line that begins with a space goes on with the one before; one in quoted-printable goes on after its last "=".
    if (/^[ \t]/.test(line) && last !== undefined) lines[lines.length - 1] = last + line.slice(1);
    else if (last !== undefined && /ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE/i.test(last.split(":")[0]) && last.endsWith("="))
      lines[lines.length - 1] = last.slice(0, -1) + line;
    else lines.push(line);
  }
  return lines.map(property).filter(Boolean);
}

function property(line) {
  const head = /^((?:[^":]|"[^"]*")*):(.*)$/s.exec(line);
  if (!head) return null;
  const [named, ...params] = head[1].split(";");
  const told = params.map((one) => one.toLowerCase().replace(/"/g, ""));
  const isQuoted = told.some((one) => one === "quoted-printable" || one === "encoding=quoted-printable");
  const charset = told.find((one) => one.startsWith("charset="))?.slice(8) ?? "utf-8";
  return {
    name: named.split(".").at(-1).trim().toUpperCase(),
    types: told.flatMap((one) => one.replace(/^type=/, "").split(",")),
    value: isQuoted ? unquoted(head[2], charset) : head[2].trim(),
  };
}

function unquoted(value, charset) {
  const bytes = [];
  const escaped = /=([0-9A-F]{2})/giy;
  for (let at = 0; at < value.length; at += 1) {
    escaped.lastIndex = at;
    const found = escaped.exec(value);
    if (found) {
      bytes.push(parseInt(found[1], 16));
      at += 2;
    } else bytes.push(...new TextEncoder().encode(value[at]));
  }
  try {
    return new TextDecoder(charset).decode(new Uint8Array(bytes));
  } catch {
    return new TextDecoder().decode(new Uint8Array(bytes));
  }
}

// The first that has the kind that is liked best, else the first of all.
function liked(those, kinds) {
  for (const kind of kinds) {
    const found = those.find((one) => one.types.includes(kind) || one.types.includes(`${kind}=1`));
    if (found) return found;
  }
  return those[0];
}

// Splits at a sign that is not escaped, and takes the escapes out.
function parts(value, sign) {
  const found = [""];
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === "\\" && at + 1 < value.length) found[found.length - 1] += value.slice(at, (at += 1) + 1);
    else if (value[at] === sign) found.push("");
    else found[found.length - 1] += value[at];
  }
  return found.map((one) => unescaped(one).trim());
}

function unescaped(value) {
  return value.replace(/\\(.)/gs, (_, sign) => (sign === "n" || sign === "N" ? " " : sign));
}

// Family name first where it is written so: Chinese names without a space.
function nameOf([family = "", given = "", more = ""]) {
  if (CHINESE.test(family + given)) return family + given;
  return [given, more, family].filter(Boolean).join(" ");
}

function messengerOf(found) {
  const direct = found.find((one) => /^(X-WECHAT|X-WEIXIN|X-TELEGRAM|X-WHATSAPP|X-QQ|IMPP|SOCIALPROFILE|X-SOCIALPROFILE)$/.test(one.name));
  if (direct) return unescaped(direct.value);
  const link = found.find((one) => one.name === "URL" && /\/\/(t\.me|wa\.me|u\.wechat\.com)\//i.test(one.value));
  return link ? unescaped(link.value) : "";
}

// NTT DOCOMO's MECARD: `N:family,given`, an address of seven parts where it has parts at all.
function readMecard(text) {
  const told = fieldsOf(text.slice(7));
  const address = parts(told.ADR ?? "", ",");
  return {
    person: nameOf(parts(told.N ?? "", ",")),
    title: unescaped(told.TITLE ?? told.TIL ?? ""),
    firm: unescaped(told.ORG ?? ""),
    phone: unescaped(told.TEL ?? ""),
    email: unescaped(told.EMAIL ?? ""),
    city: address.length === 7 ? address[3] : "",
  };
}

function readBizcard(text) {
  const told = fieldsOf(text.slice(8));
  return {
    person: nameOf([unescaped(told.X ?? ""), unescaped(told.N ?? "")]),
    title: unescaped(told.T ?? ""),
    firm: unescaped(told.C ?? ""),
    phone: unescaped(told.B ?? told.M ?? ""),
    email: unescaped(told.E ?? ""),
  };
}

// `KEY:value;KEY:value;;` with escapes; of a key that stands twice the first counts.
function fieldsOf(text) {
  const told = {};
  const whole = /((?:\\.|[^\\;:])+):((?:\\.|[^\\;])*)(?:;|$)/gs;
  for (const [, key, value] of text.matchAll(whole)) {
    const name = key.trim().toUpperCase();
    if (!(name in told)) told[name] = value.trim();
  }
  return told;
}

function readTelegram(link) {
  const name = /^tg:(?:\/\/)?resolve\?(?:.*&)?domain=([^&]+)/i.exec(link);
  return { messenger: name ? `https://t.me/${name[1]}` : link };
}

function readWhatsapp(link) {
  const number = /(?:wa\.me\/|phone=)(?:\+|%2B)?(\d{6,15})/i.exec(link);
  return { messenger: link, phone: number ? `+${number[1]}` : "" };
}
