import { Icon } from "../../server/ui/icon"
import type { Desk, InLine } from "../../server/ui/wire"
import { type Catalogue, shortName } from "./catalogue"
import type { Sound } from "./chime"
import { waited } from "./figures"
import { returnable } from "./offers"
import { useSpeech } from "./speech"
import { When } from "./When"

interface Props {
  desk: Desk
  now: number
  catalogue: Catalogue
  chime: { sound: Sound; toggle: () => void }
  onReturn: (one: { visit: number; number: string }) => void
}

/** Who waits for this counter, in calling order, and who may come back into the line. Numbers, never names. */
export function Line({ desk, now, catalogue, chime, onReturn }: Props) {
  const { t } = useSpeech()
  const aside = returnable(desk, now)
  const more = desk.waiting_count - desk.waiting.length
  return (
    <aside aria-labelledby="line-title">
      <header>
        <h2 id="line-title">{t("line_title")}<span class="vh">: </span></h2>
        <b>{desk.waiting_count}</b>
        <button class="press sound" title={t("sound_what")} onClick={chime.toggle}>
          <Icon name={chime.sound === "on" ? "speak" : "mute"} />
          {t(`sound_${chime.sound}`)}
        </button>
      </header>
      <div class="lines" tabIndex={0} role="region" aria-labelledby="line-title">
        <ol class="line">
          {desk.waiting.map((one) => (
            <Waiting key={one.visit} one={one} now={now} service={shortName(catalogue, one.service)} />
          ))}
        </ol>
        {more > 0 && <p class="more">{t("line_more", { n: more })}</p>}
        {desk.waiting.length > 0 && <p class="legend">{t("line_legend")} <Icon name="up" /></p>}
      </div>
      {aside.length > 0 && (
        <section class="aside" aria-labelledby="aside-title">
          <h2 id="aside-title">{t("aside_title")}</h2>
          <ul>
            {aside.map((one) => (
              <li key={one.visit}>
                <span class="number">{one.number}</span>
                <small><When {...one} /></small>
                <button class="press" aria-label={t("aside_return_number", { number: one.number })} onClick={() => onReturn(one)}>
                  {t("aside_return")}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

function Waiting({ one, now, service }: { one: InLine; now: number; service: string }) {
  const { t } = useSpeech()
  const { minutes, share } = waited(one, now)
  const over = share >= 1
  return (
    <li class={over ? "over" : ""}>
      <span class="number">{one.number}</span>
      <span class="s">
        {one.visitor_class === "priority" && <><Icon name="up" /><span class="vh">{t("line_priority")}, </span></>}
        {service}
        {one.unheld && <small>{t("line_unheld")}</small>}
      </span>
      <span class="m">
        {over && <><Icon name="warning" /><span class="vh">{t("line_over")}: </span></>}
        <b>{minutes}</b> {t("line_of", { promise: one.promise_min })}
      </span>
      <span class="used" aria-hidden="true"><i style={{ width: `${Math.min(1, share) * 100}%` }} /></span>
    </li>
  )
}
