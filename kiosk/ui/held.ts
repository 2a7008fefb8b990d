import { type Server, Unreachable } from "../../server/ui/http"

const AGAIN_MS = 2000
const LONGEST_MS = 600_000

/** Tells the server that somebody has this number. They have left the screen by then, so it goes on without them. */
export async function hold(visit: number, server: Server): Promise<void> {
  const end = performance.now() + LONGEST_MS
  while (performance.now() < end) {
    try {
      await server.post(`visits/${visit}/held`)
      return
    } catch (error) {
      if (!(error instanceof Unreachable)) return
      await new Promise((go) => setTimeout(go, AGAIN_MS))
    }
  }
}
