import { useEffect } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import { newKey } from "../../server/ui/key"
import type { JobAsked, SearchShown, VisitShown } from "../../server/ui/wire"
import { place, remember } from "./order"
import { isSettled, outcomeOf } from "./paper"
import { seek } from "./seeking"
import type { Happened, Way } from "./way"

type Tell = (what: Happened) => void

const ASK_MS = 1000
/** The visitor is told the truth within three seconds, and be it that nobody knows yet. */
const LATE_MS = 2500

/** Sends the order that the person gave, until it is answered or they have gone. */
export function useOrder({ order, ticket }: Way, server: Server, happened: Tell): void {
  const pending = ticket === null ? order : null
  useEffect(() => {
    remember(pending)
    if (pending === null) return
    let there = true
    void place(pending, server, () => there && happened({ did: "unreachable" }), () => there).then((answer) => {
      if (answer === null || !there) return
      if (answer.is === "ticket") happened({ did: "ticket", ticket: answer.ticket })
      else if (answer.is === "closed") happened({ did: "closed", opensAt: answer.opensAt })
      else happened({ did: "refused", key: newKey(), trouble: answer.is })
    })
    return () => {
      there = false
    }
  }, [pending])
}

/** Looks for the number whose paper was lost; whoever leaves ends the search. */
export function useSearch({ sought }: Way, server: Server, happened: Tell): void {
  useEffect(() => {
    if (sought === null) return
    let there = true
    void seek(sought, server, () => there).then((answer) => {
      if (answer === null || !there) return
      if (answer.is === "found") happened({ did: "found", ticket: answer.ticket, search: answer.search })
      else happened({ did: "unfound" })
    })
    return () => {
      there = false
    }
  }, [sought])
}

/** Asks for a copy where the visitor wished for one, and once: a lost answer would else become two papers. */
export function useCopy({ ticket, paper }: Way, server: Server, happened: Tell): void {
  const visit = paper?.asking ? (ticket?.visit ?? null) : null
  useEffect(() => {
    if (visit === null) return
    let there = true
    server.post<JobAsked>(`visits/${visit}/prints`).then(
      (job) => there && happened({ did: "copy", job }),
      () => there && happened({ did: "no_copy" }),
    )
    return () => {
      there = false
    }
  }, [visit])
}

/** The net below the socket's `job`: until it is settled, the paper is asked for; after a while it is called late. */
export function usePaper({ ticket, paper, search }: Way, server: Server, happened: Tell): void {
  const awaited = ticket !== null && paper !== null && !isSettled(paper) ? ticket.visit : null
  useEffect(() => {
    if (awaited === null) return
    let asking = false
    const ask = async () => {
      if (asking) return
      asking = true
      const print = await latest(awaited, search, server).catch(() => null)
      asking = false
      if (print !== null) happened({ did: "job", job: { ...print, visit: awaited } })
    }
    const timer = setInterval(() => void ask(), ASK_MS)
    return () => clearInterval(timer)
  }, [awaited])
  const printing = paper !== null && outcomeOf(paper) === "printing" ? (paper.jobs.at(-1) ?? null) : null
  useEffect(() => {
    if (printing === null) return
    const timer = setTimeout(() => happened({ did: "late" }), LATE_MS)
    return () => clearTimeout(timer)
  }, [printing])
}

/** The paper of a visit now. A number that was found again may be another kiosk's, so the search is asked for it. */
async function latest(visit: number, search: number | null, server: Server) {
  if (search === null) return (await server.get<VisitShown>(`visits/${visit}`)).print
  return (await server.get<SearchShown>(`lost-papers/${search}`)).ticket?.print ?? null
}
