import type { Desk, DeskVisit } from "../../server/ui/wire"
import type { Key } from "./keys"

/** What a desk is doing, as its clerk would say it. */
export type Doing = "free" | "paused" | "called" | "serving"

export function doing(desk: Desk): Doing {
  if (desk.visit?.state === "serving") return "serving"
  if (desk.visit) return "called"
  return desk.paused === null ? "free" : "paused"
}

/** What Enter does. */
export type Primary = "next" | "start" | "finish" | "resume"

export const PRIMARY: Readonly<Record<Doing, Primary>> = {
  free: "next",
  paused: "resume",
  called: "start",
  serving: "finish",
}

/** The keys under the primary one, in their order. */
export const KEYS: Readonly<Record<Doing, readonly Key[]>> = {
  free: ["given", "issue", "return", "pause"],
  paused: ["given", "issue", "return", "pause"], // the same places; what a pause forbids is struck out
  called: ["recall", "absent", "transfer", "park"],
  serving: ["both", "transfer", "park"],
}

/** Whether this press does anything now: keys that are not on the screen do nothing, but for a few that always work. */
export function may(desk: Desk, key: Key, now: number): boolean {
  const state = doing(desk)
  switch (key) {
    case "primary":
    case "menu":
      return true
    case "both":
      return state === "serving" || state === "free"
    case "issue":
    case "lost":
      return true
    case "given":
    case "pause":
      return state === "free"
    case "service":
      return desk.visit !== null
    case "undo":
      return undoLeft(desk, now) > 0
    case "return":
      return KEYS[state].includes(key) && returnable(desk, now).length + desk.unheld.length > 0
    default:
      return KEYS[state].includes(key)
  }
}

/** Whole seconds in which the last step can still be taken back; 0: no longer. */
export function undoLeft(desk: Desk, now: number): number {
  return desk.undo ? Math.max(0, Math.ceil((Date.parse(desk.undo.until) - now) / 1000)) : 0
}

/** Who may come back into the line now: absent first (their time runs out), then parked. */
export function returnable(desk: Desk, now: number): Desk["absent"] {
  return [...desk.absent.filter((one) => one.until === null || Date.parse(one.until) > now), ...desk.parked]
}

/** What the desk proposes while somebody is called and does not come. Nothing happens by itself. */
export type Advice = "again" | "absent"

const STEP_S = 60
const MORE_TIME_S = 60 // for whoever asked for more time

/** After a minute without the person a second call; a minute after that, "not here". `now` is hall time, ms. */
export function advice(visit: DeskVisit, now: number): Advice | null {
  if (visit.state !== "called") return null
  const passed = (now - Date.parse(visit.called_at)) / 1000 - (visit.needs.includes("time") ? MORE_TIME_S : 0)
  const steps = Math.floor(passed / STEP_S) + visit.calls - 1
  if (passed < STEP_S) return null
  return steps >= 2 ? "absent" : "again"
}
