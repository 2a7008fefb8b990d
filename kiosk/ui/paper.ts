import type { JobAsked, Paper as Print } from "../../server/ui/wire"

/** News of a print job, as the socket brings it: whose it is, and its state. */
export interface Job extends Print {
  visit: number
}

/** What may be said of the paper: it comes, it is late, it is there, it did not come, nobody knows, there is no printer. */
export type Outcome = "printing" | "late" | "printed" | "failed" | "unknown" | "none"

/** A ticket's paper, as far as it is known. */
export interface Paper {
  /** Null: no paper was asked for. */
  state: Print["state"] | null
  cause: string | null
  /** The print jobs that this page has heard of; the last one counts. */
  jobs: readonly number[]
  /** It ought to have come by now. */
  late: boolean
  /** The visitor asked for it again, and the answer has not come. */
  asking: boolean
  /** It was asked for again, and no paper was promised. */
  refused: boolean
}

/** The paper of a ticket that is shown now. */
export function paperOf(print: Print | null): Paper {
  const { state, cause } = print ?? { state: null, cause: null }
  return { state, cause, jobs: print === null ? [] : [print.job], late: false, asking: false, refused: false }
}

export function outcomeOf(paper: Paper | null): Outcome {
  if (paper === null || paper.state === null) return "none"
  const said = SAID[paper.state]
  return said === "printing" && paper.late ? "late" : said
}

/** Whether nothing more will be heard of it: a paper that was sent may still be confirmed, or missed. */
export function isSettled({ state }: Paper): boolean {
  return state === null || state === "confirmed" || state === "failed"
}

/**
 * The paper after news of one of its jobs. Of several the newest counts, but a copy that somebody at a desk asks for
 * does not unsay that the paper came out.
 */
export function paperAfter(paper: Paper, { job, state, cause }: Print): Paper {
  if (job === paper.jobs.at(-1)) return isNewer(paper.state, state) ? { ...paper, state, cause } : paper
  if (paper.jobs.includes(job) || outcomeOf(paper) === "printed") return paper
  return { ...paper, state, cause, jobs: [...paper.jobs, job], late: false, refused: false }
}

/** The paper once the visitor's wish for a copy was heard. */
export function paperAgain(paper: Paper, { job, state, cause }: JobAsked): Paper {
  const asked = { ...paper, asking: false }
  if (asked.jobs.includes(job)) return asked
  return { ...asked, state: state as Print["state"], cause, jobs: [...asked.jobs, job], late: false }
}

/** An answer that was under way for long does not take back what is known; what was unknown may become known. */
function isNewer(known: Paper["state"], said: Print["state"]): boolean {
  if (known === said || known === null) return known === null
  return known === "unknown" ? STEPS[said] >= STEPS.sent : STEPS[said] >= STEPS[known]
}

const STEPS: Record<Print["state"], number> = {
  queued: 0,
  claimed: 0,
  sending: 1,
  sent: 2,
  unknown: 3,
  confirmed: 4,
  failed: 4,
}

const SAID: Record<Print["state"], Outcome> = {
  queued: "printing",
  claimed: "printing",
  sending: "printing",
  sent: "printed",
  confirmed: "printed",
  failed: "failed",
  unknown: "unknown",
}
