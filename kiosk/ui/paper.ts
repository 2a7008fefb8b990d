import type { Paper as Print } from "../../server/ui/wire"

/** News of a print job, as the socket brings it: whose it is, and its state. */
export interface Job extends Print {
  visit: number
}

/** What may be said of the paper: it comes, it is late, it is there, it did not come, or there is no printer at all. */
export type Outcome = "printing" | "late" | "printed" | "trouble" | "none"

/** The paper of a ticket that has just been issued. */
export function paperOf(print: Print | null): Outcome {
  return print === null ? "none" : SAID[print.state]
}

/** The paper after news of its job. A copy asked for later does not unsay that the first paper came out. */
export function paperAfter(paper: Outcome | null, job: Job): Outcome {
  const now = paperOf(job)
  if (paper === "printed") return "printed"
  return paper === "late" && now === "printing" ? "late" : now
}

/** `unknown` is trouble, too: nobody can tell whether the paper came out, and the number holds without it. */
const SAID: Record<Print["state"], Outcome> = {
  queued: "printing",
  claimed: "printing",
  sent: "printed",
  failed: "trouble",
  unknown: "trouble",
}
