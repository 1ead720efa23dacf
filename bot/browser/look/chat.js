// The live half of /try: sends without leaving the page, and puts news in their place. Without it the page still works.

const NEAR = 120; // so close to the end of a log (px) its reader wants to stay at the end
const SECOND_CLICK = 400; // a double click (ms) must not press what has come up under the pointer
const NEW_KEY_AFTER = 800; // within this time (ms) the same press again is the same press
const TOAST = 6000;
const FOCUSABLE = "button, input:not([type=hidden]), textarea, select, a[href]";

const changedAt = new Map(); // by the id of an item, when its own press made it change
const own = new Set(); // items whose button was pressed last
let pressed = { x: -9, y: -9 };

document.documentElement.classList.add("live");
for (const chat of document.querySelectorAll(".chat")) {
  const log = chat.querySelector(".log");
  chat.following = true;
  log.addEventListener("scroll", () => {
    if (Math.abs(log.scrollTop - log.put) > 2) chat.following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  });
  toEnd(log);
  restore(chat);
  listen(chat);
}

// -- what a person does ------------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  const chat = form.closest(".chat");
  if (!chat || form.method !== "post") return;
  event.preventDefault();
  if (!form.ariaBusy || form.ariaBusy === "false") send(chat, form, event.submitter);
});

document.addEventListener("click", (event) => {
  const item = event.target.closest(".item");
  if (item && isSecond(event, item)) return event.preventDefault();
  const reply = event.target.closest("a[data-reply], .no-reply");
  if (reply) {
    event.preventDefault();
    replyTo(reply.closest(".chat"), reply.dataset.reply ?? "", reply.dataset.summary ?? "");
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches(".composer textarea")) keep(event.target.closest(".chat"));
});

document.addEventListener("keydown", (event) => {
  const chat = event.target.closest?.(".chat");
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches(".composer textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".more[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (chat) replyTo(chat, "", "");
});

// The second half of a double click, on what has come up in the place of what was pressed.
function isSecond(event, item) {
  const same = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 8;
  pressed = { x: event.clientX, y: event.clientY };
  // detail is 0 for the keyboard, which does not click twice by accident.
  return same && event.detail > 0 && performance.now() - (changedAt.get(item.id) ?? -SECOND_CLICK) < SECOND_CLICK;
}

function send(chat, form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  chat.querySelector(".toasts").replaceChildren();
  if (form.matches(".composer")) write(chat, form, body);
  else press(chat, form, body);
}

// Words: the box is free at once; what is sent goes out in order, and comes back into the box where it could not.
function write(chat, form, body) {
  const [box, line] = [form.elements.namedItem("text"), form.querySelector(".replying span")];
  const [words, card, summary] = [box.value, body.get("card"), line.textContent];
  if (!words.trim()) return;
  box.value = "";
  keep(chat);
  form.elements.namedItem("key").value = newKey();
  replyTo(chat, "", "");
  chat.following = true;
  chat.sending = (chat.sending ?? Promise.resolve()).then(() => post(chat, form, body, { Prefer: "respond-async" })).then((failure) => {
    if (!failure) return;
    if (!box.value) {
      form.elements.namedItem("key").value = body.get("key"); // should it have arrived after all, it is still the same
      replyTo(chat, card, summary);
    }
    box.value = [box.value, words].filter(Boolean).join("\n");
    keep(chat);
    tell(chat, failure, chat.dataset.unsent);
  });
}

// What is being written outlives the page, in its tab: after a restart of the program the way back leads over a new link.
function keep(chat) {
  const words = chat.querySelector(".composer textarea").value;
  if (words) sessionStorage.setItem(`words of ${chat.dataset.as}`, words);
  else sessionStorage.removeItem(`words of ${chat.dataset.as}`);
}

function restore(chat) {
  const box = chat.querySelector(".composer textarea");
  box.value ||= sessionStorage.getItem(`words of ${chat.dataset.as}`) ?? "";
}

async function press(chat, form, body) {
  const item = form.closest(".item");
  if (item) own.clear(), own.add(item.id);
  form.setAttribute("aria-busy", "true");
  const failure = await post(chat, form, body, {});
  form.setAttribute("aria-busy", "false");
  if (failure) return tell(chat, failure, chat.dataset.undone); // with its key, so that it is done once
  setTimeout(() => (form.elements.namedItem("key").value = newKey()), NEW_KEY_AFTER);
}

// What went wrong, if anything: "over" where this page is not known any more, "away" where there was no good answer.
async function post(chat, form, body, more) {
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json", ...more } });
    return answer.ok ? "" : answer.status === 403 ? "over" : "away";
  } catch {
    return "away";
  }
}

function tell(chat, failure, words) {
  if (failure === "over") over(chat);
  else toast(chat, words);
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function replyTo(chat, card, summary) {
  const composer = chat.querySelector(".composer");
  composer.elements.namedItem("card").value = card;
  const line = composer.querySelector(".replying");
  const was = !line.hidden;
  line.hidden = !card;
  line.querySelector("span").textContent = summary;
  if (card || was) composer.elements.namedItem("text").focus();
}

// -- what comes --------------------------------------------------------------------------------------------------------

// Only a page in sight listens: a browser keeps six connections to one server, and a hidden tab would hold one for nothing.
function listen(chat) {
  let source = null;
  const look = () => {
    if (!document.hidden) source ??= open(chat);
    else if (source) source = source.close() ?? null;
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  look();
}

function open(chat) {
  const source = new EventSource(`/try/events?${new URLSearchParams({ as: chat.dataset.as, seen: chat.dataset.seen })}`);
  const state = chat.querySelector(".state");
  source.addEventListener("open", () => (state.hidden = true));
  source.addEventListener("item", (event) => put(chat, JSON.parse(event.data)));
  source.addEventListener("gone", (event) => JSON.parse(event.data).forEach((id) => take(chat, document.getElementById(id))));
  source.addEventListener("reload", () => {
    const item = document.activeElement?.closest(".item");
    if (item) history.replaceState(null, "", `#${item.id}`); // where the keyboard goes on from
    location.reload();
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) over(chat);
    else if (state.hidden) say(state, chat.dataset.lost);
  });
  return source;
}

function over(chat) {
  const typed = chat.querySelector(".composer textarea").value.trim();
  say(chat.querySelector(".state"), typed ? `${chat.dataset.over} ${chat.dataset.copy}` : chat.dataset.over);
}

function say(state, words) {
  Object.assign(state, { textContent: words, hidden: false });
}

function put(chat, news) {
  const log = chat.querySelector(".log");
  const old = document.getElementById(news.id);
  if (old?.dataset.mark === news.mark) return;
  const made = document.createElement("template");
  made.innerHTML = news.html;
  const fresh = made.content.firstElementChild;
  if (old) replace(old, fresh);
  else insert(chat, log, fresh);
  if (!fresh.matches(".note") && (!old || changedAt.has(fresh.id))) chat.newest = fresh.id;
  if (chat.following) reveal(log, document.getElementById(chat.newest) ?? fresh);
  if (news.summary && old?.dataset.summary !== news.summary) chat.querySelector(".announcer").textContent = news.summary;
  if (news.toast && !seen(log, fresh)) toast(chat, news.summary);
}

function insert(chat, log, fresh) {
  const hello = log.querySelector(".hello");
  const waits = (hello ?? chat.waiting)?.contains(document.activeElement); // whoever pressed Start goes on from its card
  hello?.remove();
  const after = [...log.querySelectorAll(".item")].findLast((item) => item.id.slice(2) < fresh.id.slice(2));
  if (after) after.after(fresh);
  else log.prepend(fresh);
  if (waits) focusOn((chat.waiting = fresh));
  if (fresh.matches(".card")) chat.waiting = null;
}

function take(chat, item) {
  const focused = item?.contains(document.activeElement);
  item?.remove();
  if (focused) chat.querySelector(".log").focus({ preventScroll: true });
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const same = focused && likeIn(focused, old, fresh);
  for (const input of old.querySelectorAll("input:not([type=hidden]), textarea, select")) carry(input, fresh);
  if (own.delete(old.id)) changedAt.set(old.id, performance.now());
  const range = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  old.replaceWith(fresh);
  if (!focused) return;
  if (!same) return focusOn(fresh);
  same.focus({ preventScroll: true });
  if (range && range[0] !== null) same.setSelectionRange(...range);
}

// What was half typed or ticked goes over to the same field of the new form.
function carry(input, fresh) {
  const twins = [...fresh.querySelectorAll(`[name="${CSS.escape(input.name)}"]`)];
  if (input.type === "radio" || input.type === "checkbox") {
    const twin = twins.find((one) => one.value === input.value);
    if (twin && input.checked !== input.defaultChecked) twin.checked = input.checked;
  } else if (twins[0] && typed(input)) {
    twins[0].value = input.value;
  }
}

function typed(input) {
  if (input.matches("select")) return [...input.options].some((one) => one.selected !== one.defaultSelected);
  return input.value !== input.defaultValue;
}

// The same thing in the new card: by id, by what it sends, or by a label that only one has. Never just what stands in its place.
function likeIn(focused, old, fresh) {
  const all = [...fresh.querySelectorAll(FOCUSABLE)];
  const sends = (one) => focused.value && one.value === focused.value && one.name === focused.name;
  const same = all.find((one) => (focused.id && one.id === focused.id) || sends(one));
  if (same || !focused.matches("button, a")) return same;
  const called = (one) => one.matches("button, a") && one.textContent === focused.textContent;
  const twins = all.filter(called);
  return twins.length === 1 && [...old.querySelectorAll(FOCUSABLE)].filter(called).length === 1 ? twins[0] : undefined;
}

function focusOn(item) {
  const target = item.querySelector("article") ?? item; // the article has a name that is read out
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function seen(log, item) {
  const [frame, box] = [log.getBoundingClientRect(), item.getBoundingClientRect()];
  return box.bottom > frame.top && box.top < frame.bottom - 4;
}

function toEnd(log) {
  log.scrollTop = log.scrollHeight;
  log.put = log.scrollTop; // where we put it: any other place is where its reader did
}

// The end, but not past the beginning of what has just come: a long card is read from its top.
function reveal(log, item) {
  toEnd(log);
  const above = log.getBoundingClientRect().top + 8 - item.getBoundingClientRect().top;
  if (above > 0) log.scrollTop -= above;
  log.put = log.scrollTop;
}

function toast(chat, words) {
  const made = chat.querySelector("template.toast-frame").content.firstElementChild.cloneNode(true);
  made.querySelector("span").textContent = words;
  made.querySelector("button").addEventListener("click", () => made.remove());
  chat.querySelector(".toasts").append(made);
  const leave = () => (made.matches(":hover, :focus-within") ? setTimeout(leave, 1000) : made.remove());
  setTimeout(leave, TOAST);
}
