import { Problem, type Server, serverFor } from "./http"
import type { Paired, SessionShown } from "./wire"

export type Face = "kiosk" | "display" | "counter" | "pad"

/** Who this page is to the server: which paired device, which clerk, in which hall. */
export type Session = SessionShown

export interface Opened {
  session: Session
  server: Server
}

/**
 * Opens the page's session: swaps `#pair=CODE` for a cookie the first time, and finds the paired device by the
 * address (`?device=ID`) or by the cookie the browser holds for this face. Throws Problem 401 on an unpaired screen.
 */
export async function openSession(face: Face): Promise<Opened> {
  const code = new URLSearchParams(location.hash.slice(1)).get("pair")
  if (code !== null) await pair(code, face)
  const named = new URLSearchParams(location.search).get("device")
  const session = await serverFor(named === null ? null : Number(named), face).get<Session>("session")
  return { session, server: serverFor(session.device?.id ?? null, face) }
}

/** A code that is refused may have been used by this very browser, so a cookie it holds still counts. */
async function pair(code: string, face: Face): Promise<void> {
  try {
    const { device } = await serverFor(null, face).post<Paired>("pairing", { code })
    history.replaceState(null, "", `${location.pathname}?device=${device.id}`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    history.replaceState(null, "", location.pathname + location.search)
  }
}
