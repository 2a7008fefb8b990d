import { useEffect } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import { newKey } from "../../server/ui/key"
import type { VisitShown } from "../../server/ui/wire"
import type { Happened, Way } from "./machine"
import { place, remember } from "./order"

type Tell = (what: Happened) => void

const ASK_MS = 2000
const LATE_MS = 12_000

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
      else happened({ did: "refused", key: newKey() })
    })
    return () => {
      there = false
    }
  }, [pending])
}

/** The net below the socket's `job`: while the paper is awaited, the visit is asked; after a while it is called late. */
export function usePaper({ ticket, paper }: Way, server: Server, happened: Tell): void {
  const awaited = paper === "printing" || paper === "late" ? (ticket?.visit ?? null) : null
  useEffect(() => {
    if (awaited === null) return
    const ask = async () => {
      const { print, visit } = await server.get<VisitShown>(`visits/${awaited}`)
      if (print !== null) happened({ did: "job", job: { ...print, visit } })
    }
    const asking = setInterval(() => void ask().catch(() => undefined), ASK_MS)
    const late = setTimeout(() => happened({ did: "late" }), LATE_MS)
    return () => {
      clearInterval(asking)
      clearTimeout(late)
    }
  }, [awaited])
}
