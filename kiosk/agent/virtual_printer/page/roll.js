// The roll, asked for once a second while somebody looks at it; a press is shown as the printer confirms it.
const EVERY_MS = 1000
const WORDS = {
  bg: {
    title: "Гише: хартията", ticket: "Билет", slot: "Хартията в процепа", hanging: "Виси неотрязан", spoilt: "непълен",
    armed: "Чака следващия билет.", past: "Това се случи. Сега всичко е наред.", now: "", none: "",
  },
  en: {
    title: "Gishe: the paper", ticket: "Ticket", slot: "The paper in the slot", hanging: "Hangs, not cut", spoilt: "incomplete",
    armed: "Waits for the next ticket.", past: "It has happened. All is well now.", now: "", none: "",
  },
}
const page = document.documentElement
const list = document.getElementById("tickets")
const language = document.getElementById("language")
const buttons = [...document.querySelectorAll("[data-press]")]
const faults = [...document.querySelectorAll("[data-fault]")]
const well = document.getElementById("well")
const stage = document.getElementById("stage")

const words = () => WORDS[page.lang]

function speak(lang) {
  page.lang = lang
  language.lang = lang === "bg" ? "en" : "bg"
  language.textContent = lang === "bg" ? "English" : "Български"
  document.title = words().title
  for (const item of list.children) describe(item)
  say(stage.dataset.stage ?? "none")
}

/** What stands below a paper, and what a screen reader says of it. */
function describe(item) {
  const { number, kind } = item.dataset
  const hanging = kind === "hanging"
  const spoilt = kind === "spoilt" ? `, ${words().spoilt}` : ""
  item.querySelector("img").alt = hanging ? words().slot : `${words().ticket} ${number}${spoilt}`
  item.querySelector("p").textContent = hanging ? words().hanging : `${number.padStart(4, "0")}${spoilt}`
}

function say(what) {
  stage.dataset.stage = what
  if (stage.textContent !== words()[what]) stage.textContent = words()[what]
}

function showState(state) {
  for (const button of buttons) {
    const [[name, value]] = Object.entries(JSON.parse(button.dataset.press))
    button.setAttribute("aria-pressed", String(state[name] === value))
  }
  const active = state.fault?.stage === "past" ? null : state.fault?.name
  for (const fault of faults) fault.setAttribute("aria-pressed", String(fault.dataset.fault === active))
  const { paper, cover, online, cutter, head } = state
  const right = !active && paper === "ok" && cover === "closed" && online && cutter === "ok" && head === "ok"
  well.setAttribute("aria-pressed", String(right))
  say(state.fault?.stage ?? "none")
  document.getElementById("held").hidden = state.held === 0
}

function showTickets({ tickets, hanging }) {
  const papers = tickets.map(({ number, png, complete }) => ({ number, png, kind: complete ? "whole" : "spoilt" }))
  if (hanging) papers.unshift({ number: hanging.number, png: hanging.png, kind: "hanging" })
  const shown = new Map([...list.children].map((item) => [item.dataset.png, item]))
  const wanted = papers.map((paper) => shown.get(paper.png) ?? hung(paper))
  for (const item of [...list.children]) if (!wanted.includes(item)) item.remove()
  wanted.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null)
  })
  document.getElementById("none").hidden = papers.length > 0
}

function hung({ number, png, kind }) {
  const item = document.createElement("li")
  Object.assign(item.dataset, { png, number: String(number), kind })
  item.className = kind
  const image = document.createElement("img")
  image.src = png
  item.append(image, document.createElement("p"))
  describe(item)
  return item
}

async function ask(path, body) {
  const headers = { "Content-Type": "application/json" }
  const answer = await fetch(path, body && { method: "POST", headers, body })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

async function look() {
  if (document.hidden) return
  try {
    const [state, roll] = await Promise.all([ask("/state"), ask("/tickets")])
    showState(state)
    showTickets(roll)
    document.getElementById("lost").hidden = true
  } catch {
    document.getElementById("lost").hidden = false
  }
}

async function press(path, body) {
  await ask(path, body).catch(() => undefined)
  await look()
}

/** A fault pressed once more is mended. */
function wish(button) {
  const fault = button.getAttribute("aria-pressed") === "true" ? null : (button.dataset.fault ?? null)
  void press("/faults", JSON.stringify({ fault }))
}

for (const button of buttons) button.addEventListener("click", () => void press("/state", button.dataset.press))
for (const button of [...faults, well]) button.addEventListener("click", () => wish(button))
language.addEventListener("click", () => speak(page.lang === "bg" ? "en" : "bg"))
document.addEventListener("visibilitychange", () => void look())
speak(navigator.language.startsWith("bg") ? "bg" : "en")
void look()
setInterval(() => void look(), EVERY_MS)
