
"use strict";
// Checks a certificate as mentorbot/seals.py and mentorbot/pictures/png_text.py do; the words come from them.
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const [form, field, file, result] = ["form", "code", "file", "result"].map((id) => document.getElementById(id));
  const [KEY, SIGNATURE, MARK] = [32, 64, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const saved = location.protocol === "file:";
  const flaw = (name) => ({ holds: false, sentence: told.sentences[name] });

  const bytesOf = (kind, text) => {
    if (!text.startsWith(kind) || !/^[\w-]+$/.test(text.slice(kind.length))) return null;
    try {
      const binary = atob(text.slice(kind.length).replace(/-/g, "+").replace(/_/g, "/"));
      const spelled = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
      return spelled === text.slice(kind.length) ? Uint8Array.from(binary, (each) => each.charCodeAt(0)) : null;
    } catch {
      return null;
    }
  };
  const same = (one, other) => one.length === other.length && one.every((each, at) => each === other[at]);
  const startsWith = (data, start) => same(data.subarray(0, start.length), start);

  // The browser's own Ed25519, or null.
  const subtle = async () => {
    try {
      await crypto.subtle.importKey("raw", bytesOf("mbpk1.", told.key), "Ed25519", false, ["verify"]);
      return crypto.subtle;
    } catch {
      return null;
    }
  };

  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return `${date} ${MONTHS[month - 1]} ${year}`;
  };
  const short = async (web, data) => {
    const digest = new Uint8Array(await web.digest("SHA-256", data)).subarray(0, 8);
    let [number, letters] = [digest.reduce((sum, each) => sum * 256n + BigInt(each), 0n), ""];
    for (let each = 0; each < 8; each += 1) {
      letters = told.letters[Number(number % BigInt(told.letters.length))] + letters;
      number /= BigInt(told.letters.length);
    }
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  };
  // What was signed is in its canonical form: a line for each field.
  const read = (text) => {
    const [version, ...lines] = utf8.decode(text).replace(/\n$/, "").split("\n");
    if (version !== told.version) return null;
    return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]));
  };

  const ask = async (code) => {
    if (saved) return { holds: false, sentence: told.noServer };
    try {
      return await (await fetch("/verify", { method: "POST", body: code })).json();
    } catch {
      return { holds: false, sentence: told.noServer };
    }
  };
  const check = async (code) => {
    const bare = code.replace(/\s+/g, "");
    const data = bare.length > told.longest ? null : bytesOf(told.code, bare);
    const text = data && data.subarray(0, -KEY - SIGNATURE);
    if (!data || !startsWith(text, new TextEncoder().encode("mentorbot certificate "))) return flaw("malformed");
    const web = await subtle();
    if (!web) return ask(bare);
    const [signer, signature] = [data.subarray(-KEY - SIGNATURE, -SIGNATURE), data.subarray(-SIGNATURE)];
    try {
      const key = await web.importKey("raw", signer, "Ed25519", false, ["verify"]);
      if (!(await web.verify("Ed25519", key, signature, text))) return flaw("changed");
    } catch {
      return flaw("changed");
    }
    if (!same(signer, bytesOf("mbpk1.", told.key))) return flaw("foreign");
    const certificate = read(text);
    if (!certificate) return flaw("malformed");
    return { holds: true, sentence: told.holds, certificate, short: await short(web, data) };
  };

  const table = Array.from({ length: 256 }, (_, each) => {
    for (let bit = 0; bit < 8; bit += 1) each = each & 1 ? (each >>> 1) ^ 0xedb88320 : each >>> 1;
    return each >>> 0;
  });
  const crc = (data) => (data.reduce((sum, each) => table[(sum ^ each) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const unpacked = async (data) => {
    const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
    const [decoder, most] = [new TextDecoder(), told.longestText];
    let text = "";
    try {
      for (let { done, value } = await reader.read(); !done && text.length < most; { done, value } = await reader.read()) {
        text += decoder.decode(value.subarray(0, most), { stream: true });
      }
    } catch {
      return "";
    }
    reader.cancel().catch(() => {});
    return text;
  };
  const textOf = async (kind, rest) => {
    if (kind === "tEXt") return String.fromCharCode(...rest.subarray(0, told.longestText));
    if (kind === "zTXt") return unpacked(rest.subarray(1));
    if (kind !== "iTXt") return "";
    let at = 2;
    for (let zeros = 0; zeros < 2 && at < rest.length; at += 1) zeros += rest[at] === 0 ? 1 : 0;
    return rest[0] === 1 ? unpacked(rest.subarray(at)) : new TextDecoder().decode(rest.subarray(at));
  };
  // The code in a PNG, or the name of what it lacks.
  const carried = async (data) => {
    if (data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff) return { lack: "jpeg" };
    if (!startsWith(data, MARK)) return { lack: "other" };
    const view = new DataView(data.buffer, data.byteOffset);
    const keyword = new TextEncoder().encode(`${told.keyword}\0`);
    for (let at = MARK.length; at + 12 <= data.length; ) {
      const end = at + 12 + view.getUint32(at);
      if (end > data.length) break;
      if (crc(data.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return { lack: "damaged" };
      const [kind, body] = [String.fromCharCode(...data.subarray(at + 4, at + 8)), data.subarray(at + 8, end - 4)];
      if (kind === "IEND") return { lack: "none" };
      const code = startsWith(body, keyword) ? await textOf(kind, body.subarray(keyword.length)) : "";
      if (code) return { code };
      at = end;
    }
    return { lack: "cut" };
  };

  const show = (verdict) => {
    const put = (id, text) => { document.getElementById(id).textContent = text; };
    result.className = verdict.holds ? "holds" : "fails";
    put("mark", verdict.holds ? "✓" : "✕");
    put("verdict", verdict.holds ? "This certificate holds" : "This is no proof");
    put("sentence", verdict.sentence);
    const its = { ...verdict.certificate, short: verdict.short };
    if (verdict.holds) {
      its.cohort ||= "—";
      its.issued_at = `${day(its.issued_at.slice(0, 10))}, ${its.issued_at.slice(11, 16)} UTC`;
      its.finished_on = day(its.finished_on);
    }
    for (const place of result.querySelectorAll("[data-fact]")) place.textContent = its[place.dataset.fact] ?? "";
    document.getElementById("facts").hidden = !verdict.holds;
    result.hidden = false;
    result.focus();
  };
  const given = async (picked) => {
    if (picked.size > told.largest) return show(flaw("large"));
    const data = new Uint8Array(await picked.arrayBuffer());
    const text = new TextDecoder().decode(data.subarray(0, 2 * told.longest)).trim();
    const found = text.startsWith(told.code) ? { code: text } : await carried(data);
    if (found.code) field.value = found.code;
    return show(found.lack ? flaw(found.lack) : await check(found.code));
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    show(await check(field.value));
  });
  file.addEventListener("change", () => file.files[0] && given(file.files[0]));
  const over = (event, on) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  addEventListener("dragover", (event) => over(event, true));
  addEventListener("dragleave", (event) => over(event, event.relatedTarget !== null));
  addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer.files[0]) given(event.dataTransfer.files[0]);
  });
  document.getElementById("drop").hidden = false;
  document.getElementById("paste").textContent = "Or paste its code:";
  subtle().then((web) => { document.getElementById("offline").hidden = saved || !web; });
})();
