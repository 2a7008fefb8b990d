import type { LostAsked, Need, Ticket } from "../../server/ui/wire"
import type { Order } from "./order"
import { outcomeOf, type Paper, paperAfter, paperAgain, paperOf } from "./paper"
import { BEGINNING, type Happened, type Screen, type Way } from "./way"

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
      return { ...way, service: happened.code, documents: {}, screen: way.lost ? "about" : "service" }
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
      return way.ticket?.visit === happened.job.visit ? changed(way, (paper) => paperAfter(paper, happened.job)) : way
    case "late":
      return changed(way, (paper) => (outcomeOf(paper) === "printing" ? { ...paper, late: true } : paper))
    case "again":
      return changed(way, (paper) => (AGAIN.has(outcomeOf(paper)) ? { ...paper, asking: true } : paper))
    case "copy":
      return changed(way, (paper) => paperAgain(paper, happened.job))
    case "no_copy":
      return changed(way, (paper) => ({ ...paper, asking: false, refused: true }))
    case "unreachable":
      return { ...way, trouble: "unreachable" }
    case "refused":
      return { ...way, order: null, key: happened.key, trouble: happened.trouble }
    case "closed":
      return { ...way, order: null, closed: { opensAt: happened.opensAt } }
    case "lost":
      return { ...way, lost: true }
    case "about":
      return { ...way, sought: soughtOf(way, happened.minutes), screen: "seeking" }
    case "found":
      return found(way, happened.ticket, happened.search)
    case "unfound":
      return { ...way, sought: null, screen: "unfound" }
    case "aid":
      return { ...way, aids: { ...way.aids, [happened.aid]: !way.aids[happened.aid] } }
    case "over":
      return BEGINNING
  }
}

const ANSWERS: ReadonlySet<Happened["did"]> = new Set(["ticket", "unreachable", "refused", "closed", "aid", "over"])

function back(way: Way): Way {
  if (way.screen === "services" && way.page > 0) return { ...way, page: way.page - 1 }
  if (way.screen === "groups" && way.lost) return { ...way, lost: false }
  if (way.screen === "seeking") return { ...way, sought: null, screen: "about" }
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
  about: "services",
}

/** The number is there again, and its paper: a copy comes out here. */
function found(way: Way, ticket: Ticket, search: number): Way {
  return { ...way, ticket, search, paper: paperOf(ticket.print), sought: null, screen: "ticket" }
}

/** A paper may be asked for again once it is over, never while it may still come. */
const AGAIN: ReadonlySet<string> = new Set(["failed", "unknown"])

function changed(way: Way, change: (paper: Paper) => Paper): Way {
  const paper = way.paper && change(way.paper)
  return paper === way.paper ? way : { ...way, paper }
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

function soughtOf({ service, lang }: Way, minutes: number): LostAsked | null {
  return service === null ? null : { service, lang, minutes_ago: minutes }
}

/** What an order remembers of the way that led to it. */
function choicesOf({ lang, service, key, ...order }: Order): Partial<Way> {
  return { lang, service, key, priority: order.class === "priority" }
}
