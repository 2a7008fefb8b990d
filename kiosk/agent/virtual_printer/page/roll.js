// The roll, asked for once a second while somebody looks at it; a press is shown as the printer confirms it.
const EVERY_MS = 1000
const page = document.documentElement
const list = document.getElementById("tickets")
const language = document.getElementById("language")
const buttons = [...document.querySelectorAll("[data-press]")]

function speak(lang) {
  page.lang = lang
  language.lang = lang === "bg" ? "en" : "bg"
  language.textContent = lang === "bg" ? "English" : "Български"
  document.title = lang === "bg" ? "Гише: хартията" : "Gishe: the paper"
  for (const image of list.querySelectorAll("img")) describe(image)
}

function describe(image) {
  image.alt = `${page.lang === "bg" ? "Билет" : "Ticket"} ${image.dataset.number}`
}

function showState(state) {
  for (const button of buttons) {
    const [[name, value]] = Object.entries(JSON.parse(button.dataset.press))
    button.setAttribute("aria-pressed", String(state[name] === value))
  }
  document.getElementById("held").hidden = state.held === 0
}

function showTickets(tickets) {
  const shown = new Map([...list.children].map((item) => [item.dataset.png, item]))
  const wanted = tickets.map(({ number, png }) => shown.get(png) ?? hung(number, png))
  for (const item of list.children) if (!wanted.includes(item)) item.remove()
  wanted.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null)
  })
  document.getElementById("none").hidden = tickets.length > 0
}

function hung(number, png) {
  const item = document.createElement("li")
  item.dataset.png = png
  const image = document.createElement("img")
  image.src = png
  image.dataset.number = String(number)
  describe(image)
  const label = document.createElement("p")
  label.textContent = String(number).padStart(4, "0")
  item.append(image, label)
  return item
}

async function ask(path, options) {
  const answer = await fetch(path, options)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

async function look() {
  if (document.hidden) return
  try {
    const [state, roll] = await Promise.all([ask("/state"), ask("/tickets")])
    showState(state)
    showTickets(roll.tickets)
    document.getElementById("lost").hidden = true
  } catch {
    document.getElementById("lost").hidden = false
  }
}

async function press(button) {
  const headers = { "Content-Type": "application/json" }
  await ask("/state", { method: "POST", headers, body: button.dataset.press }).catch(() => undefined)
  await look()
}

for (const button of buttons) button.addEventListener("click", () => void press(button))
language.addEventListener("click", () => speak(page.lang === "bg" ? "en" : "bg"))
document.addEventListener("visibilitychange", () => void look())
speak(navigator.language.startsWith("bg") ? "bg" : "en")
void look()
setInterval(() => void look(), EVERY_MS)
