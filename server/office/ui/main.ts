import words from "../../translations/office.json"
import shared from "../../translations/shared.json"
import { clockOf, dayAndDate, type HallClock, hallNow, timeOfDay } from "../../ui/clock"
import { Problem, serverFor } from "../../ui/http"
import { listen, SILENT_MS } from "../../ui/live"
import type { HallToday } from "../../ui/wire"
import { type Lang, say } from "../../ui/words"
import { board } from "./board"
import { put } from "./dom"
import { figures } from "./figures"
import { paperFigures, paperNotices, printerRows } from "./paper"
import { undecided } from "./undecided"

const SIGNS = { empty: "cross", paused: "pause", free: "check", called: "bell", serving: "person" } as const

const lang: Lang = document.documentElement.lang === "en" ? "en" : "bg"
const zone = document.documentElement.dataset.zone ?? "Europe/Sofia"
const t = say(words, lang)
const server = serverFor(null)

const services = JSON.parse(document.querySelector("#services")!.textContent!) as Record<string, string>
const drawPrinters = board(document.querySelector("#printers tbody")!)
const drawUndecided = undecided(document.querySelector("#offline")!, server, services, lang, zone)

let hall: HallToday | null = null
let clock: HallClock | null = null
let heardAt = performance.now()

/** Writes the newest picture into the page the server made: every slot is named by `data-say`. */
function draw(): void {
  const stale = performance.now() - heardAt > SILENT_MS
  notice("stale", stale, clock ? t("no_connection", { time: timeOfDay(hallNow(clock, heardAt), zone) }) : t("no_connection_yet"))
  if (!hall || !clock) return
  const now = hallNow(clock)
  const texts = { ...figures(hall, now, lang), ...paperFigures(hall.paper_used, lang) }
  for (const slot of document.querySelectorAll<HTMLElement>("[data-say]")) {
    const text = texts[slot.dataset.say!] ?? ""
    put(slot, text)
    const unit = slot.parentElement!.querySelector("small")
    if (unit) unit.hidden = text.split(":").length !== 2 // "мин." stands behind 6:12, not behind a dash or 1:06:12
  }
  for (const { number, state } of hall.counters) sign(number, SIGNS[state])
  put(document.querySelector("#when")!, when(hall, now))
  put(document.querySelector("#open")!, t(hall.open ? "open" : "shut"))
  drawPrinters(printerRows(hall, lang, zone))
  drawUndecided(hall.offline)
  document.querySelector<HTMLElement>("#paper-board")!.hidden = hall.printers.length === 0
  for (const [id, lines] of Object.entries(paperNotices(hall, lang))) notice(`paper-${id}`, lines.length > 0, lines.join("\n"))
  notice("clock", hall.clock_behind_s > 0, t("clock_behind", { n: Math.ceil(hall.clock_behind_s / 60) }))
  notice("insecure", hall.insecure_lan, t("insecure_lan"))
}

function when({ replay }: HallToday, now: Date): string {
  const moment = t("when", { date: dayAndDate(now, lang, zone), time: timeOfDay(now, zone) })
  return replay === null || replay.speed === 1 ? moment : `${moment} (${say(shared, lang)("replay", { speed: replay.speed })})`
}

function sign(counter: number, name: string): void {
  document.querySelector(`[data-counter="${counter}"] use`)?.setAttribute("href", `/static/signs.svg#${name}`)
}

function notice(id: string, stands: boolean, text: string): void {
  const note = document.querySelector<HTMLElement>(`#${id}`)!
  note.hidden = !stands
  put(note.querySelector("span")!, stands ? text : "")
}

listen<HallToday>({ namespace: "/office", event: "hall", path: "hall-today", server, device: null }, (live) => {
  if (live.picture && live.picture !== hall) [hall, clock] = [live.picture, clockOf(live.picture)]
  heardAt = live.heardAt ?? heardAt
  draw()
})
/** Silence may also mean that the sign-in is over: then the door is shown, not an old picture. */
function outside(error: unknown): void {
  if (error instanceof Problem && (error.status === 401 || error.status === 403)) location.reload()
}

setInterval(draw, 1000)
setInterval(() => performance.now() - heardAt > SILENT_MS && server.get("hall-today").catch(outside), SILENT_MS)
