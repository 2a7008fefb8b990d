import { useEffect, useRef, useState } from "preact/hooks"
import { outcomeOf } from "./paper"
import type { Way } from "./way"

/** After how much quiet, in seconds, the kiosk begins anew; for how many of the last it warns. */
export interface Patience {
  quiet: number
  warning: number
}

/**
 * A number on paper is in the hand; a number on the screen only must stay until it is learnt; and whoever waits for
 * somebody of the staff has nothing to touch.
 */
export function patience({ screen, paper }: Way): Patience {
  if (screen === "language") return { quiet: 60, warning: 0 }
  if (screen === "ticket" && outcomeOf(paper) === "printed") return { quiet: 30, warning: 0 }
  if (screen === "seeking") return { quiet: 180, warning: 30 }
  return { quiet: 80, warning: 20 }
}

/** Seconds left to answer the warning; null while there is nothing to warn of; 0: the person is gone. */
export function left({ quiet, warning }: Patience, silentS: number): number | null {
  if (silentS >= quiet) return 0
  return silentS >= quiet - warning ? Math.ceil(quiet - silentS) : null
}

/** Counts the seconds since the last touch or key; says how many are left, and calls `over` when none is. */
export function useIdle(way: Way, over: () => void): { left: number | null; stay: () => void } {
  const touched = useRef(performance.now())
  const [now, setNow] = useState(performance.now())
  const stay = () => {
    touched.current = performance.now()
    setNow(performance.now())
  }
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500)
    const events = ["pointerdown", "keydown"] as const
    for (const event of events) addEventListener(event, stay)
    return () => {
      clearInterval(timer)
      for (const event of events) removeEventListener(event, stay)
    }
  }, [])
  useEffect(stay, [way.screen, outcomeOf(way.paper)])
  const remains = left(patience(way), (now - touched.current) / 1000)
  useEffect(() => {
    if (remains !== 0) return
    stay()
    over()
  }, [remains])
  return { left: remains === 0 ? null : remains, stay }
}
