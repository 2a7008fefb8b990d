import { Problem, type Server, Unreachable } from "../../server/ui/http"
import type { LostAsked, SearchAsked, SearchShown, Ticket } from "../../server/ui/wire"

export type Sought = { is: "found"; ticket: Ticket; search: number } | { is: "unfound" }

const ASK_MS = 1000
/** So many questions in a row without an answer: the person need not stand here for longer. */
const DEAF = 5

/**
 * Looks for a lost number until somebody of the staff says which it is, or nobody can. `alive` says whether anybody
 * still stands here; when nobody does the search is given up, and null is answered.
 */
export async function seek(asked: LostAsked, server: Server, alive: () => boolean): Promise<Sought | null> {
  let search: number | null = null
  for (let deaf = 0; alive() && deaf < DEAF; ) {
    try {
      if (search === null) {
        ;({ search } = await server.post<SearchAsked>("lost-papers", asked))
      } else {
        const { state, ticket } = await server.get<SearchShown>(`lost-papers/${search}`)
        if (ticket !== null) return { is: "found", ticket, search }
        if (state === "ended") return { is: "unfound" }
      }
      deaf = 0
    } catch (error) {
      if (error instanceof Problem) return { is: "unfound" }
      if (!(error instanceof Unreachable)) throw error
      deaf++
    }
    await new Promise((go) => setTimeout(go, ASK_MS))
  }
  if (search !== null) await server.remove(`lost-papers/${search}`).catch(() => null)
  return alive() ? { is: "unfound" } : null
}
