import type { Lang } from "../../server/ui/words"
import type { CallIn, JobAsked, LostAsked, Need, Ticket } from "../../server/ui/wire"
import type { Order } from "./order"
import type { Job, Paper } from "./paper"

export type Screen =
  | "language"
  | "groups"
  | "services"
  | "service"
  | "last"
  | "wishes"
  | "ticket"
  | "about"
  | "seeking"
  | "unfound"
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
  trouble: "unreachable" | "refused" | "no_numbers" | null
  /** The server would give no ticket because the hall is closed; when it opens, if that is known. */
  closed: { opensAt: string | null } | null
  ticket: Ticket | null
  paper: Paper | null
  /** They have lost the paper of a number that they took before. */
  lost: boolean
  /** What is being looked for, and the search that found it. */
  sought: LostAsked | null
  search: number | null
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
  | { did: "again" }
  | { did: "copy"; job: JobAsked }
  | { did: "no_copy" }
  | { did: "unreachable" }
  | { did: "refused"; key: string; trouble: "refused" | "no_numbers" }
  | { did: "closed"; opensAt: string | null }
  | { did: "lost" }
  | { did: "about"; minutes: number }
  | { did: "found"; ticket: Ticket; search: number }
  | { did: "unfound" }
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
  lost: false,
  sought: null,
  search: null,
  aids: { large: false, contrast: false, low: false },
}
