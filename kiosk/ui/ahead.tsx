import shared from "../../server/translations/shared.json"
import { timeOfDay } from "../../server/ui/clock"
import { hasBothEnds, waitLong } from "../../server/ui/wait"
import type { Ticket } from "../../server/ui/wire"
import { say } from "../../server/ui/words"
import { isKnown, lineOf, type Scene } from "./scene"

/** How the number stands in the line: who is ahead, and for how long; or since when, where that is all that is known. */
export function Ahead({ scene, ticket }: { scene: Scene; ticket: Ticket }) {
  const { way, t, zone } = scene
  const at = timeOfDay(new Date(ticket.issued_at), zone)
  // What was ahead of a number that was found again is long past.
  if (way.search !== null) return <Two first={[t("taken_at"), at]} second={[t("now"), t(NOW[ticket.state] ?? "now_aside")]} words />
  if (!isKnown(ticket.wait)) return <Two first={[t("came_at"), at]} second={[t("call_soon"), t("by_arrival")]} words />
  const ahead = ticket.ahead === 0 ? t("nobody") : say(shared, way.lang)("people", { n: ticket.ahead })
  const first: Fact = [t("ahead"), ahead]
  if (lineOf(scene, ticket.number.split(" ")[0] ?? null)?.staffed === false)
    return <Two first={first} second={[t("call_soon"), t("when_clerk_comes")]} words />
  return <Two first={first} second={[t(hasBothEnds(ticket.wait) ? "call_in_time" : "wait"), waitLong(ticket.wait, way.lang)]} />
}

const NOW: Record<string, "now_waiting" | "now_called"> = { waiting: "now_waiting", called: "now_called" }

type Fact = [name: string, value: string]

/** `words`: the second is a sentence, not a figure. */
function Two({ first, second, words = false }: { first: Fact; second: Fact; words?: boolean }) {
  return (
    <dl class={words ? "ahead unstaffed" : "ahead"}>
      {[first, second].map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
