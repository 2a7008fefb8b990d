import { timeOfDay } from "../../server/ui/clock"
import type { Server } from "../../server/ui/http"
import { TicketNumber } from "../../server/ui/signs"
import type { Desk, DeskVisit } from "../../server/ui/wire"
import { type Catalogue, serviceOf, shortName } from "./catalogue"
import { Facts } from "./Facts"
import { seconds, stopwatch, waited } from "./figures"
import { Greeting } from "./Greeting"
import type { Key } from "./keys"
import { doing } from "./offers"
import { reasonText } from "./reasons"
import { useSpeech } from "./speech"
import { Tags } from "./Tags"

interface Props {
  desk: Desk
  now: number
  server: Server
  catalogue: Catalogue
  onPress: (key: Key) => void
}

/** The one person at the desk, or that there is none. */
export function Person({ desk, now, server, catalogue, onPress }: Props) {
  const { t } = useSpeech()
  if (desk.visit) return <Visit desk={desk} visit={desk.visit} now={now} server={server} catalogue={catalogue} onPress={onPress} />
  if (doing(desk) === "paused") {
    return (
      <section class="person empty">
        <h1 class="big">{t("paused_heading")}</h1>
        <p>{t("paused_since", { reason: reasonText(desk.paused ?? "", t) })}</p>
      </section>
    )
  }
  const first = desk.waiting[0]
  return (
    <section class="person empty">
      <h1 class="big">{desk.waiting_count > 0 ? t("free_count", { n: desk.waiting_count }) : t("free_nobody")}</h1>
      {first ? (
        <p>
          {t("free_first", { number: first.number, minutes: waited(first, now).minutes, promise: first.promise_min })} {t("free_rule")}
        </p>
      ) : (
        <p>{desk.unheld.length > 0 ? t("free_unheld", { n: desk.unheld.length }) : t("free_calm")}</p>
      )}
    </section>
  )
}

function Visit({ desk, visit, now, server, catalogue, onPress }: Props & { visit: DeskVisit }) {
  const { t, zone } = useSpeech()
  const serving = visit.state === "serving"
  const service = serviceOf(catalogue, visit.service)
  const since = serving ? (visit.started_at ?? visit.called_at) : visit.called_at
  return (
    <section class="person" tabIndex={0} aria-label={t("visit_about")}>
      <div class={serving ? "head" : "head lit"}>
        <TicketNumber number={visit.number} />
        <dl class="timers">
          <div>
            <dt>{t("timer_waited")}</dt>
            <dd>{Math.floor(visit.waited_s / 60)} <small>{t("unit_min")}</small></dd>
          </div>
          <div>
            <dt>{t(serving ? "timer_serving" : "timer_called")}</dt>
            <dd>{stopwatch(seconds(since, now))}</dd>
          </div>
        </dl>
      </div>
      <div class="what">
        <div>
          <h1>{service?.name ?? shortName(catalogue, visit.service)}</h1>
          <p>
            {service && <>{t("serving_usual", { minutes: service.minutes })} </>}
            {t("visit_issued", { time: timeOfDay(new Date(visit.issued_at), zone) })}
            {visit.calls > 1 && <> {t("called_times", { n: visit.calls })}</>}
          </p>
        </div>
        <button class="press other" onClick={() => onPress("service")}>{t("key_service")}<kbd>C</kbd></button>
      </div>
      <Tags visit={visit} />
      {visit.note && <p class="note"><small>{t("visit_note")}</small>{visit.note}</p>}
      {!serving && <Greeting server={server} clerk={desk.clerk ?? ""} lang={visit.lang} now={now} />}
      {service && <Facts service={service} marks={visit.documents} />}
    </section>
  )
}
