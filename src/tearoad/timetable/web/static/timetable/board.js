// Moving meetings on the board: by mouse, by keyboard, by two clicks. Without this script every card is a link to a
// form that does the same. What fits is asked of the server, which judges again before anything is kept.

// @reads tearoad.timetable.web.answers.Options options
// @reads tearoad.timetable.web.answers.Cell cell
// @reads tearoad.timetable.web.queries.planning.screens.SPOKEN this.spoken
// @reads tearoad.web.errors.ErrorAnswer refusal -code

const phone = matchMedia("(max-width: 44rem)");
const json = { Accept: "application/json" };

/** Fill `{name}` in a sentence of the catalogue. */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

class Board {
  constructor(page) {
    this.page = page;
    this.picked = null;
    this.attach();
    page.addEventListener("click", (event) => this.click(event));
    page.addEventListener("keydown", (event) => this.key(event));
    page.addEventListener("submit", (event) => this.submit(event));
    page.addEventListener("pointerdown", (event) => this.press(event));
    page.addEventListener("dragstart", (event) => event.target.closest(".meeting") && event.preventDefault());
  }

  /** Find the parts anew: after an edit the server's own page takes their place. */
  attach() {
    this.root = this.page.querySelector("[data-board]");
    this.bar = this.page.querySelector("#picked");
    this.voice = this.page.querySelector("#board-says");
    this.spoken = this.root ? JSON.parse(this.root.dataset.spoken) : {};
    for (const card of this.page.querySelectorAll(".meeting[data-wish]")) {
      if (phone.matches) continue;
      card.setAttribute("role", "button");
      card.setAttribute("aria-pressed", "false");
    }
  }

  say(sentence, isClash = false) {
    if (this.voice) this.voice.textContent = sentence;
    this.bar.querySelector("[data-says]").textContent = sentence;
    this.bar.classList.toggle("clash", isClash);
  }

  // Picking up and putting down.

  async pick(card) {
    this.drop_all();
    const { wish, place } = card.dataset;
    const home = card.closest("td");
    const title = [...card.querySelectorAll(".who, .with")].map((part) => part.textContent).join(" – ");
    this.picked = { card, wish, title, home, cursor: home, cells: null };
    card.classList.add("picked");
    card.setAttribute("aria-pressed", "true");
    this.show(card, place !== undefined);
    // @writes tearoad.timetable.web.answers.OptionsWanted
    const query = new URLSearchParams({ wish, day: this.root.dataset.day, by: this.root.dataset.by });
    const mine = this.picked;
    mine.ready = this.ask(`${this.root.dataset.options}?${query}`).then((options) => {
      if (this.picked === mine) this.paint(options);
    });
    await mine.ready;
  }

  async ask(address) {
    const answer = await fetch(address, { headers: json });
    return answer.json();
  }

  show(card, isHeld) {
    const bar = this.bar;
    bar.hidden = false;
    bar.querySelector("[data-title]").textContent = this.picked.title;
    bar.querySelector("[data-why]").textContent = card.title;
    bar.querySelector("[data-details]").href = card.href;
    for (const field of bar.querySelectorAll("input[name=wish]")) field.value = this.picked.wish;
    for (const form of bar.querySelectorAll("[data-pin-form], [data-unplace-form]")) form.hidden = !isHeld;
    const isPinned = card.classList.contains("pinned");
    bar.querySelector("[data-pinned]").hidden = !isPinned;
    bar.querySelector("[data-unpinned]").hidden = isPinned;
  }

  paint(options) {
    const mine = this.picked;
    mine.cells = new Map(options.cells.map((cell) => [`${cell.row}|${cell.start}`, cell]));
    mine.elsewhere = options.elsewhere;
    let fits = 0;
    for (const td of this.root.querySelectorAll("tbody td")) {
      const cell = mine.cells.get(this.address(td));
      if (!cell || td === mine.home) continue;
      td.classList.add(cell.why.length ? "clash" : "target");
      if (cell.why.length) td.title = cell.why.join(" ");
      else fits += 1;
    }
    mine.cursor ??= this.root.querySelector("td.target") ?? this.root.querySelector("tbody td");
    this.say(fill(fits ? this.spoken.picked : this.spoken.nothing_fits, { meeting: mine.title, fits }));
    if (mine.over) this.say(...this.told(mine.over)); // who was faster than the answer hears of the cell they are at
  }

  drop_all() {
    if (!this.picked) return;
    this.picked.card.classList.remove("picked");
    this.picked.card.setAttribute("aria-pressed", "false");
    for (const td of this.root.querySelectorAll("td.target, td.clash, td.cursor")) {
      td.classList.remove("target", "clash", "cursor");
      td.removeAttribute("title");
    }
    this.bar.hidden = true;
    this.bar.classList.remove("clash");
    this.picked = null;
  }

  cancel() {
    const card = this.picked?.card;
    if (!card) return;
    this.drop_all();
    if (this.voice) this.voice.textContent = this.spoken.cancelled;
    card.focus();
  }

  head(td) {
    return this.root.querySelector("thead tr").children[td.cellIndex];
  }

  /** A cell is known by its row and the slot of its column. */
  address(td) {
    return `${td.parentElement.dataset.row}|${this.head(td).dataset.start}`;
  }

  /** Where one is over: say whether it fits there or what is in the way. */
  over(td) {
    const mine = this.picked;
    if (!mine || !td || td === mine.over) return;
    mine.over = td;
    this.root.querySelector("td.cursor")?.classList.remove("cursor");
    td.classList.add("cursor");
    this.say(...this.told(td));
  }

  told(td) {
    const mine = this.picked;
    const row = td.parentElement.querySelector("th .name").textContent;
    const time = this.head(td).textContent;
    const at = { row, time };
    if (td === mine.home) return [fill(this.spoken.cell_now, at)];
    const cell = mine.cells?.get(this.address(td));
    if (!cell) return [fill(this.spoken.cell_clash, { ...at, why: mine.elsewhere ?? "" }), true];
    if (cell.why.length) return [fill(this.spoken.cell_clash, { ...at, why: cell.why.join(" ") }), true];
    return [fill(this.spoken.cell_fits, at)];
  }

  async drop(td) {
    const mine = this.picked;
    if (!mine || !td) return;
    await mine.ready;
    if (this.picked !== mine) return;
    if (td === mine.home) return this.cancel();
    this.over(td);
    const cell = mine.cells.get(this.address(td));
    if (!cell || cell.why.length) return;
    // @writes tearoad.timetable.web.answers.Move
    const body = new URLSearchParams({
      wish: mine.wish,
      start: cell.start,
      place: cell.place,
      interpreter: cell.interpreter,
      read_version: this.root.dataset.revision,
    });
    const said = mine.home ? this.spoken.moved : this.spoken.placed;
    await this.send(this.root.dataset.move, body, mine.wish, fill(said, { meeting: mine.title }));
  }

  // Talking to the server.

  async send(address, body, wish, said) {
    const token = this.page.querySelector("input[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(address, { method: "POST", body, headers: { ...json, "X-CSRFToken": token } });
    if (answer.ok) return this.refresh(wish, said);
    const refusal = await answer.json().catch(() => ({ message: this.spoken.failed }));
    const sentence = [refusal.message, ...(refusal.problems ?? []), refusal.hint].filter(Boolean).join(" ");
    if (answer.status === 409) return this.refresh(wish, sentence, true);
    this.say(sentence, true);
  }

  /** Take the server's page as it is now; keep where one looks and what one holds. */
  async refresh(wish, said, isClash = false) {
    const at = { left: this.root.scrollLeft, top: this.root.scrollTop };
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#board-page");
    this.picked = null;
    this.page.replaceChildren(...page.childNodes);
    window.htmx?.process(this.page); // the tray asks for its reasons by htmx
    this.attach();
    this.root?.scrollTo(at);
    const card = this.page.querySelector(`.meeting[data-wish="${CSS.escape(wish)}"]`);
    card?.focus();
    if (isClash) {
      this.bar.hidden = false;
      this.bar.querySelector("[data-title]").textContent = "";
      for (const form of this.bar.querySelectorAll("form, [data-details]")) form.hidden = true;
      this.say(said, true);
    } else if (this.voice) {
      this.voice.textContent = said;
    }
  }

  submit(event) {
    const form = event.target.closest("form[data-edit]");
    if (!form || !this.root) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    this.send(form.action, body, body.get("wish") ?? "", form.querySelector("button").textContent.trim());
  }

  // Clicks: pick a card up, put it down in a cell.

  click(event) {
    if (phone.matches || !this.root) return;
    if (this.swallow) {
      this.swallow = false;
      event.preventDefault();
      return;
    }
    if (event.target.closest("[data-cancel]")) return this.cancel();
    const card = event.target.closest(".meeting[data-wish]");
    const td = event.target.closest("tbody td");
    if (card && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const isPlace = this.picked && this.picked.card !== card && td?.classList.contains("target");
      if (isPlace) this.drop(td);
      else if (this.picked?.card === card) this.cancel();
      else this.pick(card);
    } else if (td && this.picked) {
      this.drop(td);
    }
  }

  // Keys: Enter or Space picks up and puts down, arrows go from cell to cell, Escape gives up.

  key(event) {
    if (phone.matches || !this.root) return;
    const card = event.target.closest(".meeting[data-wish]");
    if (event.key === "Escape" && this.picked) {
      event.preventDefault();
      return this.cancel();
    }
    if (!card) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (this.picked?.card === card) this.drop(this.picked.over ?? this.picked.home);
      else this.pick(card);
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      if (this.picked?.card === card) this.step(event.key);
      else this.neighbour(card, event.key);
    }
  }

  step(key) {
    const at = this.picked.over ?? this.picked.cursor;
    const next = this.next(at, key) ?? at; // at the edge one stays, and sees where
    if (!next) return;
    this.over(next);
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  next(td, key) {
    if (!td) return null;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const other = key === "ArrowLeft" ? td.previousElementSibling : td.nextElementSibling;
      return other?.matches("td") ? other : null;
    }
    const row = key === "ArrowUp" ? td.parentElement.previousElementSibling : td.parentElement.nextElementSibling;
    return row?.children[td.cellIndex] ?? null;
  }

  /** With nothing in hand the arrows go to the next card that way. */
  neighbour(card, key) {
    for (let td = this.next(card.closest("td"), key); td; td = this.next(td, key)) {
      const found = td.querySelector(".meeting");
      if (found) return found.focus();
    }
  }

  // The mouse: a card follows once it has been pulled a little. Fingers scroll, and tap.

  press(event) {
    const card = event.target.closest(".meeting[data-wish]");
    if (!card || !this.root || event.button !== 0 || event.pointerType === "touch" || phone.matches) return;
    const from = { x: event.clientX, y: event.clientY };
    let ghost = null;
    const move = (now) => {
      if (!ghost) {
        if (Math.hypot(now.clientX - from.x, now.clientY - from.y) < 6) return;
        ghost = this.lift(card);
      }
      ghost.style.transform = `translate(${now.clientX + 10}px, ${now.clientY + 10}px)`;
      this.over(this.cell_at(now));
      this.push(now);
    };
    const end = (now) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!ghost) return;
      ghost.remove();
      document.body.classList.remove("dragging");
      this.swallow = true;
      setTimeout(() => { this.swallow = false; });
      const td = now.type === "pointerup" ? this.cell_at(now) : null;
      if (td) this.drop(td);
      else this.cancel();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }

  lift(card) {
    this.pick(card);
    const ghost = card.cloneNode(true);
    ghost.className = "meeting ghost";
    ghost.setAttribute("aria-hidden", "true");
    ghost.removeAttribute("data-wish");
    document.body.append(ghost);
    document.body.classList.add("dragging");
    return ghost;
  }

  cell_at(event) {
    return document.elementFromPoint(event.clientX, event.clientY)?.closest("tbody td") ?? null;
  }

  /** Near its edge the board scrolls along. */
  push(event) {
    const box = this.root.getBoundingClientRect();
    const edge = 48;
    if (event.clientX > box.right - edge) this.root.scrollLeft += 16;
    else if (event.clientX < box.left + edge + 144) this.root.scrollLeft -= 16;
    if (event.clientY > box.bottom - edge) this.root.scrollTop += 12;
    else if (event.clientY < box.top + edge) this.root.scrollTop -= 12;
  }
}

const page = document.getElementById("board-page");
if (page) new Board(page);
