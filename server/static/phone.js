// The ticket's page goes on by itself: every five seconds it looks for its number in the hall's public picture, and
// asks for its own ticket only when that picture cannot answer. Whatever is pressed is asked of the server first.
import { draw, drawBusy, drawLast, drawOffline, first, path } from "/static/phone-page.js"
import { lastOf, mustAsk, placeOf } from "/static/phone-place.js"

const POLL_MS = 5000
const BY_ITSELF = new Set(["introduced", "thanks"]) // parts that follow a rating, whatever the ticket says

let ticket = first
let part = ""
let picture = ""
let timer = 0
let turn = 0 // what was asked before a newer question no longer counts

/** Finds out where the ticket stands, and comes again in five seconds while anything can still change. */
async function look() {
  clearTimeout(timer)
  const mine = ++turn
  try {
    const text = await (await ask(`/live/${first.hall}.json`)).text()
    const live = JSON.parse(text)
    const place = placeOf(live, ticket)
    const now = place ?? (mustAsk(ticket, place, text !== picture) ? await (await ask(`${path}/state`)).json() : {})
    if (mine !== turn) return
    picture = text
    show({ ...ticket, ...now })
    drawLast(lastOf(live, ticket))
    drawOffline(false)
  } catch {
    if (mine !== turn) return
    drawOffline(true)
  }
  if (part !== "thanks") timer = setTimeout(look, POLL_MS)
}

/** One request. Throws when there is no answer or the server refuses. */
async function ask(url, method = "GET", body = {}) {
  const headers = { Accept: "application/json", ...(method !== "GET" && { "Content-Type": "application/json" }) }
  const sent = method === "GET" ? {} : { body: JSON.stringify(body) }
  const answer = await fetch(url, { method, headers, ...sent, cache: "no-cache", signal: AbortSignal.timeout(POLL_MS) })
  if (!answer.ok) throw Object.assign(new Error(url), { status: answer.status })
  return answer
}

function show(now) {
  ticket = now
  if (!BY_ITSELF.has(part)) turnTo(now.visit_state === "finished" ? (now.can_rate ? "rate" : "thanks") : now.visit_state)
}

function turnTo(next) {
  if (next === "called" && part !== "called") navigator.vibrate?.([500, 200, 500, 200, 500])
  part = next
  draw(ticket, part)
  void stayAwake()
}

/** A phone that may sleep would miss the call. Where the browser refuses, the page works on without. */
let awake = null
async function stayAwake() {
  const wanted = part === "waiting" || part === "called"
  if (!wanted) return void awake?.release()
  if (document.visibilityState !== "visible" || (awake && !awake.released)) return
  awake = await navigator.wakeLock?.request("screen").catch(() => null)
}

/** Sends what was pressed; `then` gets the answer, or null where the server refused because it is too late. */
async function press(url, method, body, then) {
  clearTimeout(timer)
  turn++ // the picture may be two seconds older than what was just done
  drawBusy(true)
  try {
    const answer = await ask(url, method, body).catch((error) => {
      if (error.status === undefined || error.status >= 500) throw error
      return null
    })
    await then(answer)
    drawOffline(false)
  } catch {
    drawOffline(true)
  }
  drawBusy(false)
  if (part !== "thanks") timer = setTimeout(look, POLL_MS)
}

async function again() {
  show(await (await ask(`${path}/state`)).json())
}

let edit = ""
document.addEventListener("submit", (event) => {
  event.preventDefault()
  const form = event.target
  const value = event.submitter?.value ?? ""
  if (form.matches(".faces")) {
    void press(form.action, "POST", { score: Number(value) }, async (answer) => {
      if (answer) edit = (await answer.json()).edit
      turnTo(answer ? "introduced" : "thanks")
    })
  } else if (!form.matches(".yn")) void press(form.action, "POST", {}, again)
  else if (value === "") turnTo("thanks")
  else void press(`/api/v1/public/ratings/${edit}`, "PATCH", { introduced: value === "true" }, () => turnTo("thanks"))
})
// The question whether to give the number up, and both its answers, come into sight.
document.querySelector(".act").addEventListener("toggle", ({ target }) => target.open && target.scrollIntoView({ block: "end" }))
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && part !== "thanks" && void look())

show(first)
void look()
