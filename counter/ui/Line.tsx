import { Icon } from "../../server/ui/icon"
import type { Aside, Desk, InLine } from "../../server/ui/wire"
import { type Catalogue, shortName } from "./catalogue"
import type { Sound } from "./chime"
import type { Command } from "./commands"
import { waited } from "./figures"
import { CAP, type Key } from "./keys"
import { returnable } from "./offers"
import { Printers } from "./Printers"
import { Sought } from "./Sought"
import { useSpeech } from "./speech"
import { Unheld } from "./Unheld"
import { When } from "./When"

interface Props {
  desk: Desk
  now: number
  catalogue: Catalogue
  chime: { sound: Sound; toggle: () => void }
  onPress: (key: Key) => void
  onSay: (command: Command) => void
}

/** Who waits for this counter, in calling order, who may come back into the line, and what is wrong with paper. */
export function Line({ desk, now, catalogue, chime, onPress, onSay }: Props) {
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
      <Printers desk={desk} />
      {desk.lost[0] && (
        <>
          <div class="searches"><Sought desk={desk} catalogue={catalogue} onAnswer={onSay} /></div>
          <button class="press to-searches" onClick={() => onPress("lost")}>
            <Icon name="find" />{t("sought_title", { kiosk: desk.lost[0].kiosk })}
          </button>
        </>
      )}
      <div class="lines" tabIndex={0} role="region" aria-labelledby="line-title">
        <ol class="line">
          {desk.waiting.map((one) => (
            <Waiting key={one.visit} one={one} now={now} service={shortName(catalogue, one.service)} />
          ))}
        </ol>
        {more > 0 && <p class="more">{t("line_more", { n: more })}</p>}
        {desk.waiting.length > 0 && <p class="legend">{t("line_legend")} <Icon name="up" /></p>}
      </div>
      {aside.length + desk.unheld.length > 0 && (
        <div class="aside">
          {desk.unheld.length > 0 && <Unheld desk={desk} catalogue={catalogue} onHere={({ visit, number }) => onSay({ do: "held", visit, number })} />}
          {aside.length > 0 && <OutOfLine aside={aside} onReturn={({ visit, number }) => onSay({ do: "return", visit, number })} />}
        </div>
      )}
      <footer><button class="press quiet" onClick={() => onPress("lost")}><Icon name="paper" />{t("key_lost")}<kbd>{CAP.lost}</kbd></button></footer>
    </aside>
  )
}

function OutOfLine({ aside, onReturn }: { aside: Aside[]; onReturn: (one: Aside) => void }) {
  const { t } = useSpeech()
  return (
    <section aria-labelledby="aside-title">
      <h2 id="aside-title">{t("aside_title")}</h2>
      <ul>
        {aside.map((one) => (
          <li key={one.visit}>
            <span class="number">{one.number}</span>
            <small><When {...one} />{one.offline && <>, {t("line_offline")}</>}</small>
            <button class="press" aria-label={t("aside_return_number", { number: one.number })} onClick={() => onReturn(one)}>
              {t("aside_return")}
            </button>
          </li>
        ))}
      </ul>
    </section>
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
        {one.offline && <small>{t("line_offline")}</small>}
      </span>
      <span class="m">
        {over && <><Icon name="warning" /><span class="vh">{t("line_over")}: </span></>}
        <b>{minutes}</b> {t("line_of", { promise: one.promise_min })}
      </span>
      <span class="used" aria-hidden="true"><i style={{ width: `${Math.min(1, share) * 100}%` }} /></span>
    </li>
  )
}
