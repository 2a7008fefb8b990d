import { useEffect, useMemo, useRef, useState } from "preact/hooks"
import { clockOf, useHallNow } from "../../server/ui/clock"
import { Problem, type Server } from "../../server/ui/http"
import { SILENT_MS, useLive } from "../../server/ui/live"
import { newest } from "../../server/ui/newest"
import type { Desk, SessionShown } from "../../server/ui/wire"
import type { Command } from "./commands"
import { cameBack, type Said, saidOf, saidOfTakingOver, trouble, unanswered } from "./said"
import { freshKey, QUIET, type Sending, sending } from "./sending"
import { type Sent, sendAll } from "./sent"

/** Two presses within this time are one: nobody reads a new screen and answers it sooner. */
const ONE_PRESS_MS = 350

/** Shares of the promise grow by themselves, so the calling order is asked for now and then although nothing happened. */
const ORDER_MS = 30_000

export interface AtDesk {
  desk: Desk
  /** Hall time, ms. */
  now: number
  /** When the server was last silent for too long: since when (ms of `performance.now()`); null: it is not. */
  silentSince: number | null
  sending: Sending
  said: Said | null
  /** When, ms of `performance.now()`. */
  saidAt: number
  hush: () => void
  /** Carries out a command unless one is under way; null when it was not, or did not go through. */
  press: (command: Command) => Promise<Sent | null>
}

/**
 * The desk's picture, kept current, and the one way to ask something of the hall. `takenOver`: the number that was
 * open here at sign-on; `onLost`: no longer at this desk, with the server's code.
 */
export function useDesk(
  server: Server,
  device: number | null,
  first: Desk,
  takenOver: string | null,
  onLost: (code: string) => void,
): AtDesk {
  const source = useMemo(() => ({ namespace: "/counter", event: "desk", path: "desk", server, device }), [server, device])
  const live = useLive<Desk>(source)
  const [asked, setAsked] = useState(first)
  const [{ said, saidAt }, setSaid] = useState(() => {
    const begun = takenOver && saidOfTakingOver(takenOver, first.counter)
    return { said: begun || null, saidAt: performance.now() }
  })
  const [state, setState] = useState<Sending>(QUIET)
  const flight = useRef<Sending>(QUIET) // read at once by a second press, before anything is drawn again

  const desk = live.picture === null ? asked : newest(asked, live.picture)
  const clock = useMemo(() => clockOf(desk), [desk])
  const now = useHallNow(clock)?.getTime() ?? Date.parse(desk.at)

  const tell = (words: Said | null) => setSaid({ said: words, saidAt: performance.now() })
  const change = (to: Sending) => setState((flight.current = to))
  const ask = () => server.get<Desk>("desk").then((picture) => setAsked((held) => newest(held, picture)), lost)
  // Without its clerk a paired computer is still let in: "not allowed", or nobody's desk, may mean that the sign-in is over.
  const signedOut = () => server.get<SessionShown>("session").then(({ staff }) => staff === null, () => false)
  const lost = async (error: unknown) => {
    if (error instanceof Problem) onLost(error.status === 403 && (await signedOut()) ? "not_signed_in" : error.code)
  }

  // Somebody else signed on here, this clerk signed on elsewhere, or nobody is signed in; unless the clerk is just leaving.
  const left = !desk.yours || desk.counter !== first.counter
  useEffect(() => {
    const { current: now } = flight
    const leaving = now.is === "flying" && now.command.do === "sign-off"
    if (left && !leaving) void signedOut().then((out) => onLost(out ? "not_signed_in" : "no_desk"))
  }, [left])

  const opened = useRef(performance.now())
  const heardAt = live.heardAt ?? opened.current
  const silent = !live.fresh && performance.now() - heardAt > SILENT_MS

  // Silence may mean that somebody else signed on here, or that the sign-in is over: ask which.
  useEffect(() => {
    if (silent) void ask()
    const timer = setInterval(() => void ask(), ORDER_MS)
    return () => clearInterval(timer)
  }, [silent])

  // After a lost answer each new picture tells what came of the press: it may be carried out late, and Enter means another step then.
  const pressedAt = useRef(first)
  const told = state.is === "lost" && said?.key === "bad_lost" && heardAt > saidAt ? cameBack(state.command, pressedAt.current, desk) : said

  const press = async (command: Command): Promise<Sent | null> => {
    const next = sending(flight.current, { press: command, key: freshKey() })
    if (next === flight.current || next.is !== "flying") return null
    change(next)
    tell(null)
    pressedAt.current = desk
    const settled = new Promise((done) => setTimeout(done, ONE_PRESS_MS))
    const settle = async (how: { answered: true } | { lost: true }, asked: boolean) => {
      await Promise.all([asked && ask(), settled])
      change(sending(flight.current, how))
    }
    try {
      const sent = await sendAll(server, command, next.key)
      tell(sent.already ? { tone: "calm", key: "said_already", with: {} } : saidOf(command, sent.answer, desk.counter))
      void settle({ answered: true }, command.do !== "sign-off") // a dialog need not wait for it
      return sent
    } catch (error) {
      tell(trouble(command, error))
      void lost(error)
      void settle(unanswered(error) ? { lost: true } : { answered: true }, !unanswered(error))
      return null
    }
  }

  return { desk, now, silentSince: silent ? heardAt : null, sending: state, said: told, saidAt, hush: () => tell(null), press }
}
