import { useCallback, useEffect, useMemo, useReducer } from "preact/hooks"
import { Problem, type Server } from "../../server/ui/http"
import { type Live, useLive } from "../../server/ui/live"
import type { Edit, Pad } from "../../server/ui/wire"
import { answering, EMPTY, type Happened, type Pads } from "./answering"

/** A tap that got no answer is sent again this often, until its time is over: the server counts a visit once. */
const AGAIN_MS = 2000
const TICK_MS = 250

export interface PadAtWork {
  state: Pads
  live: Live<Pad>
  now: number
  happened: (what: Happened) => void
  /** Yes, no, or null where the visitor does not remember. */
  introduced: (answer: boolean | null) => void
}

/** The pad's state, fed by the hall's pictures, the visitor's taps and the passing time. */
export function usePad(server: Server, device: number | null): PadAtWork {
  const source = useMemo(() => ({ namespace: "/counter", event: "pad", path: "pad", server, device }), [server, device])
  const live = useLive<Pad>(source)
  const step = (state: Pads, what: Happened) => answering(state, what, performance.now())
  const [state, happened] = useReducer<Pads, Happened>(step, EMPTY)
  const { shown } = state

  useEffect(() => {
    if (live.picture) happened({ picture: live.picture })
  }, [live.picture])

  useEffect(() => {
    if (shown.is === "calm") return
    const timer = setInterval(() => happened({ tick: true }), TICK_MS)
    return () => clearInterval(timer)
  }, [shown.is])

  const sent = shown.is === "rate" ? shown.sent : null
  const visit = shown.is === "rate" ? shown.visit : null
  useEffect(() => {
    if (sent === null || visit === null) return
    let timer: ReturnType<typeof setTimeout>
    let over = false
    const rate = () =>
      server.post<Edit>(`visits/${visit}/rating`, { score: sent }).then(
        ({ edit }) => over || happened({ counted: edit }),
        (error: unknown) => {
          if (over) return
          if (error instanceof Problem) happened({ refused: error.code === "already_rated" ? "already_rated" : "other" })
          else {
            happened({ lost: true })
            timer = setTimeout(rate, AGAIN_MS)
          }
        },
      )
    void rate()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [sent, visit])

  const edit = shown.is === "introduced" ? shown.edit : null
  const introduced = useCallback(
    (answer: boolean | null) => {
      // The rating already counts; this answer is added if it can be, and nobody is kept waiting for it.
      if (edit !== null && answer !== null) server.patch(`public/ratings/${edit}`, { introduced: answer }).catch(() => undefined)
      happened({ answered: true })
    },
    [edit],
  )
  return { state, live, now: performance.now(), happened, introduced }
}
