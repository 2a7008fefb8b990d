// The whole hall on one page: pairs this browser, puts the real pages into the frames, shows the paper, spoils the printer.
import { said } from "/static/phone-place.js"

const STAGE = { width: 1880, height: 1000 }
const TALL = { width: 760, below: 1000 } // px
const LOOK_MS = 700
const lang = document.documentElement.lang
const words = JSON.parse(document.querySelector("#words").textContent)
const t = (key, values) => said(words[key][lang], lang, values)
const find = (selector) => document.querySelector(selector)

function fit() {
  const width = document.documentElement.clientWidth
  const tall = width < TALL.below
  const k = tall ? width / TALL.width : Math.min(width / STAGE.width, innerHeight / STAGE.height)
  find(".stage").classList.toggle("tall", tall)
  find(".stage").style.setProperty("--k", String(tall ? Math.min(k, 1.2) : Math.max(0.5, Math.min(k, 1.6))))
}

async function open() {
  const state = find("#state")
  try {
    const { kiosk, display, desks, pad } = await ask("/demo/open", {})
    for (const [name, address] of Object.entries({ kiosk, display, desk_1: desks[0], desk_2: desks[1], pad })) {
      const spoken = lang === "bg" ? address : `${address}&lang=${lang}`
      find(`#${name}`).src = spoken
      find(`[data-alone=${name}]`).href = spoken
    }
    state.textContent = ""
  } catch {
    state.textContent = t("failed")
    state.className = "bad"
  }
}

async function ask(path, body) {
  const sent = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }
  const answer = await fetch(path, { ...sent, cache: "no-cache", signal: AbortSignal.timeout(10_000) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

let newest = null
async function look() {
  if (document.visibilityState === "visible") {
    try {
      const { tickets, printer } = await ask("/demo/paper.json")
      switches(printer)
      const [last] = tickets
      if (last && last.n !== newest) hang(last, newest !== null)
      newest = last?.n ?? 0
    } catch {
      // The next look comes soon; the faces themselves say when the server is away.
    }
  }
  setTimeout(look, LOOK_MS)
}

/** The newest ticket hangs out of the slot; the one before it is taken. */
function hang({ n, url }, fresh) {
  for (const old of find("#paper").children) {
    old.className = "falls"
    old.addEventListener("animationend", () => old.remove())
  }
  const link = Object.assign(document.createElement("a"), { href: url, target: "_blank", rel: "noopener", className: fresh ? "comes" : "" })
  link.append(Object.assign(document.createElement("img"), { src: url, alt: t("ticket", { n }) }))
  find("#paper").prepend(link)
}

function switches(printer) {
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.setAttribute("aria-pressed", String(String(printer[button.dataset.switch]) === button.dataset.bad))
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-switch]")
  if (!button) return
  const wanted = button.getAttribute("aria-pressed") === "true" ? button.dataset.good : button.dataset.bad
  const { switch: name } = button.dataset
  await ask("/demo/printer", { [name]: name === "online" ? wanted === "true" : wanted }).then(switches, () => null)
})
addEventListener("resize", fit)
fit()
void open()
void look()
