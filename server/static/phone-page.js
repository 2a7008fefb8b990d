// Draws the ticket's page: which part of it stands, and what its slots say. It asks nobody anything.
import { said, waitSaid } from "/static/phone-place.js"

export const { ticket: first, lang, zone, words, path } = JSON.parse(document.querySelector("#ticket").textContent)

const LEAVABLE = new Set(["waiting", "called", "parked", "absent"])
const MOST_DRAWN = 8
const NEAR = 2 // so few people ahead: come in
const t = (key, values) => said(words[key][lang], lang, values)
const find = (selector) => document.querySelector(selector)
const all = (selector) => document.querySelectorAll(selector)

/** Shows a part of the page filled from the ticket, and says the change once, politely. */
export function draw(ticket, part) {
  for (const section of all("[data-part]")) section.hidden = section.dataset.part !== part
  fill("ahead", ticket.ahead ? t("people", { n: ticket.ahead }) : t("nobody"))
  const wait = waitSaid(ticket.wait ?? { low_min: 0, high_min: 5 }, ticket.staffed)
  fill("wait_label", t(wait.label))
  fill("wait", t(wait.sentence, wait.values))
  fill("counter", ticket.counter ?? "")
  fill("until", ticket.return_until ? t("return_until", { time: clock(ticket.return_until) }) : "")
  may("near", ticket.ahead <= NEAR)
  may("far", ticket.ahead > NEAR)
  may("return", ticket.can_return)
  may("not_return", !ticket.can_return)
  may("withdraw", LEAVABLE.has(part) && (part !== "absent" || ticket.can_return))
  find(".road").replaceChildren(...Array.from({ length: Math.min(ticket.ahead ?? 0, MOST_DRAWN) }, () => arch()), arch("you"))
  document.body.classList.toggle("lit", part === "called")
  const now = headline(ticket, part)
  document.title = `${ticket.number} · ${now}`
  if (find("#said").textContent !== now) find("#said").textContent = now
}

/** The last calls of the group. */
export function drawLast(calls) {
  find("#last").hidden = calls.length === 0
  find("#last ol").replaceChildren(...calls.map(({ number, counter }) => element("li", element("span.number", number), element("span.plate", counter))))
}

export function drawOffline(is) {
  find("#offline").hidden = !is
}

/** Frees or blocks every button while an answer is on its way. */
export function drawBusy(is) {
  for (const button of all("main button")) button.disabled = is
}

function headline(ticket, part) {
  if (part === "called") return t("turn_title", { counter: ticket.counter })
  if (part === "waiting") return `${t("ahead")} ${find("[data-say=ahead]").textContent}. ${find("[data-say=wait_label]").textContent} ${find("[data-say=wait]").textContent}`
  return find(`[data-part=${part}] h1`)?.textContent ?? ""
}

function clock(iso) {
  return new Intl.DateTimeFormat("bg", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone })
    .formatToParts(new Date(iso))
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => value)
    .join(":")
}

function fill(name, text) {
  for (const slot of all(`[data-say=${name}]`)) slot.textContent = text
}

function may(name, allowed) {
  for (const slot of all(`[data-may=${name}]`)) slot.hidden = !allowed
}

function arch(kind = "") {
  return Object.assign(document.createElement("i"), { className: kind })
}

function element(sign, ...inside) {
  const [tag, name = ""] = sign.split(".")
  const made = Object.assign(document.createElement(tag), { className: name })
  made.append(...inside)
  return made
}
