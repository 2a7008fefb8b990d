import { Problem } from "../../server/ui/http"
import type { Desk } from "../../server/ui/wire"
import type { Command } from "./commands"
import { Halfway } from "./sent"
import type { Key } from "./speech"

/** A sentence to the clerk: what happened and, when it is trouble, what still holds and what to do. */
export interface Said {
  tone: "calm" | "now" | "bad"
  key: Key
  with: Record<string, string | number>
}

const calm = (key: Key, values: Said["with"] = {}): Said => ({ tone: "calm", key, with: values })
const bad = (key: Key, values: Said["with"] = {}): Said => ({ tone: "bad", key, with: values })

/** What the last step was, where the picture alone tells it: said beside the undo. */
const STEPS: Readonly<Record<string, Key>> = {
  called: "said_called",
  started: "said_start",
  finished: "said_finish",
  absent: "said_absent",
  parked: "said_park",
  transferred: "said_transfer",
  returned: "said_return",
  reclassified: "said_service",
}

export function saidOfUndo(desk: Desk): Said | null {
  const key = desk.undo && STEPS[desk.undo.step]
  return desk.undo && key ? calm(key, { number: desk.undo.number, n: desk.counter }) : null
}

export function saidOfTakingOver(number: string, counter: number): Said {
  return calm("said_take_over", { number, n: counter })
}

/** The sentence as the newest picture bears it out: who did not come a second time may not come back. */
export function borneOut(said: Said, desk: Desk): Said {
  const { number } = said.with
  if (said.key !== "said_absent" || desk.visit?.number === number) return said
  return desk.absent.some((one) => one.number === number) ? said : { ...said, key: "said_absent_final" }
}

/** What to say after a command went through; `answer` is null where there was none (204). */
export function saidOf(command: Command, answer: unknown, counter: number): Said | null {
  const called = (answer as { number?: string } | null)?.number
  switch (command.do) {
    case "next":
      return called ? calm("said_called", { number: called, n: counter }) : calm("said_nobody")
    case "both":
      return called ? calm("said_called", { number: called, n: counter }) : calm("said_both_nobody")
    case "given":
      return calm("said_called", { number: called ?? command.number, n: counter })
    case "pause":
      return calm("said_pause")
    case "resume":
      return calm("said_resume")
    case "found":
      return calm("said_found", { number: command.number, kiosk: command.kiosk })
    case "copy":
      return (answer as { state?: string } | null)?.state === "failed" ? bad("bad_copy", { number: command.number }) : calm("said_copy", { number: command.number })
    case "issue":
    case "sign-on":
    case "sign-off":
      return null
    case "unfound":
      return calm("said_unfound")
    default:
      return calm(`said_${command.do}`, { number: command.number })
  }
}

const REFUSED = new Set<string>([
  "stale",
  "other_desk",
  "desk_busy",
  "paused",
  "no_desk",
  "too_late",
  "closed",
  "not_found",
  "not_allowed",
  "not_signed_in",
  "invalid",
  "no_such_service",
  "no_paper",
])

/** Why one given number cannot be called, by its state. */
const GIVEN: Readonly<Record<string, Key>> = {
  called: "bad_given_elsewhere",
  serving: "bad_given_elsewhere",
  finished: "bad_given_finished",
  parked: "bad_given_parked",
  absent: "bad_given_absent",
}

/** What to say when a command did not go through, or when nobody knows whether it did. */
export function trouble(command: Command, error: unknown): Said {
  if (error instanceof Halfway && error.why instanceof Problem) {
    return command.do === "copy" ? bad("bad_copy", { number: command.number }) : bad("bad_finished_not_called")
  }
  if (!(error instanceof Problem)) return bad("bad_lost")
  if (error.code === "not_found" && command.do === "found") return bad("bad_found_over", { number: command.number })
  if (error.code === "wrong_state" && command.do === "given") {
    return bad(GIVEN[String(error.more.state)] ?? "bad_given_over", { number: command.number })
  }
  if (error.code === "wrong_state" && (command.do === "found" || command.do === "unfound")) return bad("bad_search_over")
  if (error.code === "wrong_state") {
    return "number" in command ? bad("bad_wrong_state", { number: command.number }) : bad("bad_wrong_state_none")
  }
  return bad(REFUSED.has(error.code) ? (`bad_${error.code}` as Key) : "bad_other")
}

/** Commands whose doing is seen at the desk itself: who is there, in which state, called how often, whether it is paused. */
const SEEN = new Set<Command["do"]>(["next", "both", "given", "start", "finish", "recall", "absent", "park", "transfer", "service", "pause", "resume"])

/** What to say when an answer was lost and a picture came: whether it was done, where the picture can tell. */
export function cameBack(command: Command, before: Desk, now: Desk): Said {
  if (!SEEN.has(command.do)) return calm("back_again")
  return seen(before) === seen(now) ? bad("back_not_done") : calm("back_done")
}

function seen({ visit, paused }: Desk): string {
  return JSON.stringify([paused, visit && [visit.visit, visit.state, visit.calls, visit.service]])
}

/** Whether an error leaves it open if the command was carried out: the same press then repeats the same request. */
export function unanswered(error: unknown): boolean {
  return !((error instanceof Halfway ? error.why : error) instanceof Problem)
}
