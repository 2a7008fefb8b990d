import words from "../../translations/office.json"
import { timeOfDay } from "../../ui/clock"
import type { HallToday, PaperUsed, PrinterShown } from "../../ui/wire"
import { type Lang, number, say } from "../../ui/words"

/** A printer as a row of the page: what stands in each column. `tone` colours it, `sign` gives it a shape. */
export interface PrinterRow {
  name: string
  where: string
  tone: "good" | "now" | "bad" | "none"
  sign: string
  state: string
  model: string
  last: { number: string; at: string; how: string; tone: "good" | "bad" | "none" } | null
}

/** What a manager must know at once, each a sentence with what to do; empty: nothing. */
export interface PaperNotices {
  trouble: string[]
  low: string[]
  dead: string[]
}

const LOOKS = {
  ready: ["good", "check"],
  low: ["now", "fall"],
  trouble: ["bad", "warning"],
  silent: ["bad", "clock"],
  plain: ["none", "disc"],
  never: ["none", "ring"],
} as const

const CAUSES = ["unreachable", "paper_out", "cover_open", "cutter", "overheated", "offline", "timeout", "garbled"] as const
const SAID_BY_THE_HALL = ["press", "restart", "too_late", "no_agent", "bad_ticket"] as const

export function printerRows(hall: HallToday, lang: Lang, zone: string): PrinterRow[] {
  const t = say(words, lang)
  return hall.printers.map((printer) => {
    const [tone, sign] = LOOKS[printer.state]
    const cause = printer.state === "trouble" ? causeOf(printer.cause, lang) : null
    const last = printer.last_job
    return {
      name: nameOf(printer, lang),
      where: printer.kiosk !== null && printer.name !== printer.kiosk ? printer.name : "",
      tone,
      sign,
      state: cause === null ? t(`printer_${printer.state}`) : t("printer_trouble", { cause }),
      model: modelOf(printer, lang),
      last: last && {
        number: last.number,
        at: t("at_time", { time: timeOfDay(new Date(last.at), zone) }),
        how: jobSaid(last.state, last.cause, lang),
        tone: last.state === "failed" ? "bad" : last.state === "unknown" ? "none" : "good",
      },
    }
  })
}

export function paperNotices(hall: HallToday, lang: Lang): PaperNotices {
  const t = say(words, lang)
  const of = (state: PrinterShown["state"]) => hall.printers.filter((printer) => printer.state === state)
  return {
    trouble: [
      ...of("trouble").map((one) => `${nameOf(one, lang)}: ${causeOf(one.cause, lang)}. ${adviceOf(one.cause, lang)}`),
      ...of("silent").map((one) => t(one.device === null ? "silent_own" : "silent_agent", { name: nameOf(one, lang) })),
    ],
    low: of("low").map((one) => t("paper_low", { name: nameOf(one, lang) })),
    dead: hall.printers.filter((one) => one.dead_letters > 0).map((one) => t("dead_letters", { n: one.dead_letters, name: nameOf(one, lang) })),
  }
}

/** `paper.papers`, `paper.length`, `paper.each`: the day's paper; a dash where nothing is known. */
export function paperFigures({ papers, mm, mm_each }: PaperUsed, lang: Lang): Record<string, string> {
  return {
    "paper.papers": number(papers, lang),
    "paper.length": metres(mm, lang),
    "paper.each": mm_each === null ? "–" : centimetres(mm_each, lang),
  }
}

/** Millimetres as `20,4 m`. */
export function metres(mm: number, lang: Lang): string {
  return `${number(mm / 1000, lang, 1)}\u00a0${say(words, lang)("unit_m")}`
}

/** Millimetres as `15,9 cm`. */
export function centimetres(mm: number, lang: Lang): string {
  return `${number(mm / 10, lang, 1)}\u00a0${say(words, lang)("unit_cm")}`
}

function nameOf(printer: PrinterShown, lang: Lang): string {
  return printer.kiosk ?? (printer.name || say(words, lang)("printer_own"))
}

function modelOf({ model, confirms, dots, state }: PrinterShown, lang: Lang): string {
  const t = say(words, lang)
  if (state === "never") return "–"
  const width = dots === 576 ? t("width_80") : dots === 384 ? t("width_58") : null
  return [model ?? t("model_unknown"), width, t(confirms ? "confirms" : "confirms_not")].filter(Boolean).join(", ")
}

/** How the last paper ended, as far as anybody knows. */
function jobSaid(state: string, cause: string | null, lang: Lang): string {
  const t = say(words, lang)
  if (state === "confirmed" || state === "sent") return t(`job_${state}`)
  const why = cause === null ? null : causeOf(cause, lang)
  const said = t(state === "failed" ? "job_failed" : "job_unknown")
  return why === null ? said : `${said}: ${why}`
}

function causeOf(cause: string | null, lang: Lang): string {
  const known = [...CAUSES, ...SAID_BY_THE_HALL].find((one) => one === cause)
  return say(words, lang)(known ? `cause_${known}` : "cause_other")
}

function adviceOf(cause: string | null, lang: Lang): string {
  const known = CAUSES.find((one) => one === cause)
  return say(words, lang)(known ? `advice_${known}` : "advice_other")
}
