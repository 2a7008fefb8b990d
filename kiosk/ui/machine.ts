import type { Lang } from "../../server/ui/words"
import type { CallIn, Need, Ticket } from "../../server/ui/wire"
import type { Order } from "./order"
import { type Job, type Outcome, paperAfter, paperOf } from "./paper"

export type Screen = "language" | "groups" | "services" | "service" | "last" | "wishes" | "ticket"
export type Aid = "large" | "contrast" | "low"

/** Everything that one person's way through the kiosk depends on. Nothing of it outlives `over`. */
export interface Way {
  screen: Screen
  lang: Lang
  group: string | null
  page: number
  service: string | null
  documents: Readonly<Record<string, boolean>>
  priority: boolean
  callIn: CallIn
  needs: readonly Need[]
  /** Of the ticket to be asked for: made when the last screen opens, so that a second tap asks for the same ticket. */
  key: string | null
  order: Order | null
  trouble: "unreachable" | "refused" | null
  /** The server would give no ticket because the hall is closed; when it opens, if that is known. */
  closed: { opensAt: string | null } | null
  ticket: Ticket | null
  paper: Outcome | null
  aids: Readonly<Record<Aid, boolean>>
}

export type Happened =
  | { did: "language"; lang: Lang }
  | { did: "read"; lang: Lang }
  | { did: "group"; letter: string }
  | { did: "page"; page: number }
  | { did: "service"; code: string }
  | { did: "document"; code: string; have: boolean }
  | { did: "documents"; key: string }
  | { did: "priority"; priority: boolean }
  | { did: "wishes" }
  | { did: "callIn"; callIn: CallIn }
  | { did: "need"; need: Need }
  | { did: "back" }
  | { did: "take" }
  | { did: "unanswered"; order: Order }
  | { did: "ticket"; ticket: Ticket }
  | { did: "job"; job: Job }
  | { did: "late" }
  | { did: "unreachable" }
  | { did: "refused"; key: string }
  | { did: "closed"; opensAt: string | null }
  | { did: "aid"; aid: Aid }
  | { did: "over" }

export const BEGINNING: Way = {
  screen: "language",
  lang: "bg",
  group: null,
  page: 0,
  service: null,
  documents: {},
  priority: false,
  callIn: "mine",
  needs: [],
  key: null,
  order: null,
  trouble: null,
  closed: null,
  ticket: null,
  paper: null,
  aids: { large: false, contrast: false, low: false },
}

/** Where somebody stands after something happened. While a ticket is being asked for, only its answer moves them. */
export function next(way: Way, happened: Happened): Way {
  if (way.order !== null && way.ticket === null && !ANSWERS.has(happened.did)) return way
  switch (happened.did) {
    case "language":
      return { ...way, lang: happened.lang, screen: "groups" }
    case "read":
      return { ...way, lang: happened.lang }
    case "group":
      return { ...way, group: happened.letter, page: 0, screen: "services" }
    case "page":
      return { ...way, page: happened.page }
    case "service":
      return { ...way, service: happened.code, documents: {}, screen: "service" }
    case "document":
      return { ...way, documents: marked(way.documents, happened.code, happened.have) }
    case "documents":
      return { ...way, key: happened.key, trouble: null, screen: "last" }
    case "priority":
      return { ...way, priority: happened.priority }
    case "wishes":
      return { ...way, screen: "wishes" }
    case "callIn":
      return { ...way, callIn: happened.callIn }
    case "need":
      return { ...way, needs: toggled(way.needs, happened.need) }
    case "back":
      return back(way)
    case "take":
      return { ...way, order: orderOf(way), trouble: null }
    case "unanswered":
      return { ...way, ...choicesOf(happened.order), order: happened.order, screen: "last" }
    case "ticket":
      return { ...way, ticket: happened.ticket, paper: paperOf(happened.ticket.print), trouble: null, screen: "ticket" }
    case "job":
      return way.ticket?.visit === happened.job.visit ? { ...way, paper: paperAfter(way.paper, happened.job) } : way
    case "late":
      return way.paper === "printing" ? { ...way, paper: "late" } : way
    case "unreachable":
      return { ...way, trouble: "unreachable" }
    case "refused":
      return { ...way, order: null, key: happened.key, trouble: "refused" }
    case "closed":
      return { ...way, order: null, closed: { opensAt: happened.opensAt } }
    case "aid":
      return { ...way, aids: { ...way.aids, [happened.aid]: !way.aids[happened.aid] } }
    case "over":
      return BEGINNING
  }
}

const ANSWERS: ReadonlySet<Happened["did"]> = new Set(["ticket", "unreachable", "refused", "closed", "aid", "over"])

function back(way: Way): Way {
  if (way.screen === "services" && way.page > 0) return { ...way, page: way.page - 1 }
  const screen = BEFORE[way.screen]
  if (screen === "language") return { ...BEGINNING, aids: way.aids }
  return screen === undefined ? way : { ...way, screen }
}

const BEFORE: Partial<Record<Screen, Screen>> = {
  groups: "language",
  services: "groups",
  service: "services",
  last: "service",
  wishes: "last",
}

/** A second press of the same answer takes it back: nothing has to be answered. */
function marked(documents: Way["documents"], code: string, have: boolean): Way["documents"] {
  const { [code]: before, ...others } = documents
  return before === have ? others : { ...others, [code]: have }
}

function toggled(needs: readonly Need[], need: Need): readonly Need[] {
  return needs.includes(need) ? needs.filter((other) => other !== need) : [...needs, need]
}

function orderOf({ service, lang, priority, needs, callIn, documents, key }: Way): Order | null {
  if (service === null || key === null) return null
  return { service, lang, class: priority ? "priority" : "ordinary", needs: [...needs], call_in: callIn, documents, key }
}

/** What an order remembers of the way that led to it. */
function choicesOf({ lang, service, key, ...order }: Order): Partial<Way> {
  return { lang, service, key, priority: order.class === "priority" }
}
