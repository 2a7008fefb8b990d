import { roomOf, TicketNumber } from "../../server/ui/signs"
import { Ahead } from "./ahead"
import { outcomeOf } from "./paper"
import { Came, Choices } from "./printed"
import { type Scene, serviceOf } from "./scene"

/** The number, at once and very large; then what became of the paper. */
export function Ticket(scene: Scene) {
  const { way, t } = scene
  if (way.ticket === null) return <main />
  const outcome = outcomeOf(way.paper)
  const lost = outcome !== "printing" && outcome !== "printed"
  return (
    <main class={lost ? "beside lost" : "beside"}>
      <section class="mine" data-length={roomOf(way.ticket.number)}>
        <h1 tabIndex={-1}>{t("your_number")}</h1>
        <TicketNumber number={way.ticket.number} />
        <p class="what">{lost && outcome !== "none" ? t("holds") : (serviceOf(scene)?.name ?? way.ticket.service)}</p>
        {way.ticket.class === "priority" && <p>{t("with_priority")}</p>}
      </section>
      <div class="then">
        <Came {...scene} />
        <Ahead scene={scene} ticket={way.ticket} />
        {way.ticket.qr !== null && (
          <section class="follow">
            <div class="qr"><img src={way.ticket.qr} alt="" /></div>
            <div><h2>{t(lost ? "phone_keep" : "phone_title")}</h2><p>{t("phone_text")}</p></div>
          </section>
        )}
        <Choices {...scene} />
      </div>
    </main>
  )
}
