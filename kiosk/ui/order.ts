import { Problem, type Server, Unreachable } from "../../server/ui/http"
import type { Ticket, TicketAsked } from "../../server/ui/wire"

/** What the kiosk asks for. The same key asks for the same ticket, however often it is sent. */
export type Order = Required<TicketAsked>

export type Answer = { is: "ticket"; ticket: Ticket } | { is: "closed"; opensAt: string | null } | { is: "no_numbers" } | { is: "refused" }

const AGAIN_MS = 2000

/**
 * Asks for a ticket until there is an answer. `unreachable` is called each time there is none; `alive` says whether
 * anybody still waits for it, null is answered when nobody does.
 */
export async function place(
  order: Order,
  server: Server,
  unreachable: () => void,
  alive: () => boolean,
): Promise<Answer | null> {
  while (alive()) {
    try {
      return { is: "ticket", ticket: await server.post<Ticket>("tickets", order) }
    } catch (error) {
      if (error instanceof Problem && error.code === "closed") return closed(error)
      if (error instanceof Problem && error.status !== 503) return { is: "refused" }
      if (!(error instanceof Problem || error instanceof Unreachable)) throw error
      if (error instanceof Unreachable && error.code === "no_lease") return { is: "no_numbers" }
      unreachable()
      await new Promise((go) => setTimeout(go, AGAIN_MS))
    }
  }
  return null
}

function closed({ more }: Problem): Answer {
  return { is: "closed", opensAt: typeof more.opens_at === "string" ? more.opens_at : null }
}

const PLACE = "gishe.order"
const OLD_MS = 80_000

/** Keeps an order over a reload of the page, until it is answered; null forgets it. */
export function remember(order: Order | null, now: number = Date.now()): void {
  if (order === null) sessionStorage.removeItem(PLACE)
  else sessionStorage.setItem(PLACE, JSON.stringify({ order, at: now }))
}

/** The order that was under way when the page was reloaded, unless whoever gave it must be gone. */
export function remembered(now: number = Date.now()): Order | null {
  const kept = sessionStorage.getItem(PLACE)
  if (kept === null) return null
  const { order, at } = JSON.parse(kept) as { order: Order; at: number }
  return now - at < OLD_MS ? order : null
}
