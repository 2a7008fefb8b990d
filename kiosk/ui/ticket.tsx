import shared from "../../server/translations/shared.json"
import { Icon } from "../../server/ui/icon"
import { roomOf, TicketNumber } from "../../server/ui/signs"
import { hasBothEnds, waitLong } from "../../server/ui/wait"
import { say } from "../../server/ui/words"
import type { Ticket as Issued } from "../../server/ui/wire"
import { lineOf, type Scene, serviceOf } from "./scene"

/** The number, at once and very large; then what became of the paper. */
export function Ticket(scene: Scene) {
  const { way, happened, t } = scene
  if (way.ticket === null) return <main />
  const lost = way.paper !== "printing" && way.paper !== "printed"
  return (
    <main class={lost ? "beside lost" : "beside"}>
      <section class="mine" data-length={roomOf(way.ticket.number)}>
        <h1 tabIndex={-1}>{t("your_number")}</h1>
        <TicketNumber number={way.ticket.number} />
        <p class="what">{serviceOf(scene)?.name ?? way.ticket.service}</p>
        {way.ticket.class === "priority" && <p>{t("with_priority")}</p>}
      </section>
      <div class="then">
        <Paper {...scene} />
        <Ahead scene={scene} ticket={way.ticket} />
        {way.ticket.qr !== null && (
          <section class="follow">
            <div class="qr"><img src={way.ticket.qr} alt="" /></div>
            <div><h2>{t(lost ? "phone_keep" : "phone_title")}</h2><p>{t("phone_text")}</p></div>
          </section>
        )}
        <button type="button" class="press primary push" onClick={() => happened({ did: "over" })}>
          {t(lost ? "remembered" : "ready")}
        </button>
      </div>
    </main>
  )
}

function Paper({ way, t }: Scene) {
  const paper = way.paper ?? "none"
  const words = <span><strong>{t(`${paper}_title`)}</strong>{t(`${paper}_text`)}</span>
  return (
    <div role="status">
      {paper === "trouble" || paper === "late" ? (
        <p class="notice bad"><Icon name="warning" />{words}</p>
      ) : (
        <p class="printing"><Icon name={paper === "none" ? "bell" : "print"} />{words}</p>
      )}
    </div>
  )
}

function Ahead({ scene, ticket }: { scene: Scene; ticket: Issued }) {
  const { way, t } = scene
  const staffed = lineOf(scene, way.group)?.staffed !== false
  const when = !staffed ? "call_soon" : hasBothEnds(ticket.wait) ? "call_in_time" : "wait"
  return (
    <dl class={staffed ? "ahead" : "ahead unstaffed"}>
      <div>
        <dt>{t("ahead")}</dt>
        <dd>{ticket.ahead === 0 ? t("nobody") : say(shared, way.lang)("people", { n: ticket.ahead })}</dd>
      </div>
      <div>
        <dt>{t(when)}</dt>
        <dd>{staffed ? waitLong(ticket.wait, way.lang) : t("when_clerk_comes")}</dd>
      </div>
    </dl>
  )
}
