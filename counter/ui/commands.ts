import type { VisitClass } from "../../server/ui/wire"

/** Where a transfer goes: another service, one counter that serves it, or both. */
export interface Target {
  service?: string
  counter?: number
}

/**
 * One thing a clerk asks of the hall. `both` is finish, then next: two requests. `held`: the person with this number
 * is here; `copy`: so they are, and get a paper; `found` and `unfound` answer somebody who looks for theirs at a kiosk.
 */
export type Command =
  | { do: "sign-on"; counter: number }
  | { do: "sign-off" }
  | { do: "next"; expected: number | null }
  | { do: "both"; visit: number }
  | { do: "start" | "finish" | "recall" | "absent" | "return" | "undo"; visit: number; number: string }
  | { do: "park"; visit: number; number: string; note: string }
  | { do: "transfer"; visit: number; number: string; to: Target; note: string; our_mistake: boolean }
  | { do: "service"; visit: number; number: string; service: string }
  | { do: "given"; number: string; reason: string }
  | { do: "held" | "copy"; visit: number; number: string }
  | { do: "found"; search: number; visit: number; number: string; kiosk: string }
  | { do: "unfound"; search: number }
  | { do: "issue"; service: string; lang: string; class: VisitClass }
  | { do: "pause"; reason: string }
  | { do: "resume" }

export interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE"
  path: string
  body?: Record<string, unknown>
}

const visitPath = (visit: number) => `visits/${visit}`

/** A note that says nothing is not sent. */
const noted = (note: string) => (note.trim() ? { note: note.trim() } : {})

/**
 * The requests of a command, in their order. `key` makes a repeat after a lost answer the same request;
 * steps of one visit need none, for its state tells them apart.
 */
export function calls(command: Command, key: string): [Call, ...Call[]] {
  switch (command.do) {
    case "sign-on":
      return [{ method: "POST", path: "desk", body: { counter: command.counter } }]
    case "sign-off":
      return [{ method: "DELETE", path: "desk" }]
    case "next":
      return [{ method: "POST", path: "desk/next", body: { key, expected: command.expected } }]
    case "both":
      return [
        { method: "POST", path: `${visitPath(command.visit)}/finish`, body: {} },
        { method: "POST", path: "desk/next", body: { key, expected: null } },
      ]
    case "park":
      return [{ method: "POST", path: `${visitPath(command.visit)}/park`, body: noted(command.note) }]
    case "transfer": {
      const body = { ...command.to, ...noted(command.note), our_mistake: command.our_mistake }
      return [{ method: "POST", path: `${visitPath(command.visit)}/transfer`, body }]
    }
    case "service":
      return [{ method: "PATCH", path: visitPath(command.visit), body: { service: command.service } }]
    case "given":
      return [{ method: "POST", path: "desk/call", body: { number: command.number, reason: command.reason, key } }]
    case "held":
      return [{ method: "POST", path: `${visitPath(command.visit)}/held`, body: {} }]
    case "copy":
      return [
        { method: "POST", path: `${visitPath(command.visit)}/held`, body: {} },
        { method: "POST", path: `${visitPath(command.visit)}/prints`, body: {} },
      ]
    case "found":
      return [{ method: "POST", path: `lost-papers/${command.search}/found`, body: { visit: command.visit } }]
    case "unfound":
      return [{ method: "DELETE", path: `lost-papers/${command.search}` }]
    case "issue": {
      const { service, lang, class: visitor } = command
      return [{ method: "POST", path: "tickets", body: { service, lang, class: visitor, key } }]
    }
    case "pause":
      return [{ method: "POST", path: "desk/pause", body: { reason: command.reason } }]
    case "resume":
      return [{ method: "POST", path: "desk/resume", body: {} }]
    default:
      return [{ method: "POST", path: `${visitPath(command.visit)}/${command.do}`, body: {} }]
  }
}

/** The state a step was to lead to: finding the visit there already means an earlier try had worked. */
const LEADS_TO: Readonly<Partial<Record<Command["do"], string>>> = {
  start: "serving",
  finish: "finished",
  both: "finished",
  absent: "absent",
  park: "parked",
  return: "waiting",
  transfer: "waiting",
}

/** Whether a refusal (409 wrong_state, naming the visit's state) says that the step is already done. */
export function alreadyDone(command: Command, state: unknown): boolean {
  return LEADS_TO[command.do] !== undefined && LEADS_TO[command.do] === state
}
