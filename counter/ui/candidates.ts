import { useEffect, useState } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import type { Candidate, Candidates } from "../../server/ui/wire"

/** Nothing asked yet, no answer, or what was found. */
export type Found = Candidate[] | "nothing" | "silent"

/** Numbers of a service taken so long ago (minutes; null: nobody knows), asked anew whenever either changes. */
export function useCandidates(server: Server, service: string | null, ago: number | null): Found {
  const [found, setFound] = useState<Found>("nothing")
  useEffect(() => {
    setFound("nothing")
    if (service === null) return
    let wanted = true
    const when = ago === null ? "" : `&minutes_ago=${ago}`
    server.get<Candidates>(`lost-papers/candidates?service=${encodeURIComponent(service)}${when}`).then(
      (answer) => wanted && setFound(answer.candidates),
      () => wanted && setFound("silent"),
    )
    return () => {
      wanted = false
    }
  }, [server, service, ago])
  return found
}
