import { timeOfDay } from "../../server/ui/clock"
import { Plate } from "../../server/ui/signs"
import shared from "../../server/translations/shared.json"
import type { Desk } from "../../server/ui/wire"
import { say } from "../../server/ui/words"
import type { Key } from "./keys"
import { doing } from "./offers"
import { reasonText } from "./reasons"
import { useSpeech } from "./speech"

/** The counter's plate, the clerk, what the desk does, the hall's time. */
export function Top({ desk, now, onPress }: { desk: Desk; now: number; onPress: (key: Key) => void }) {
  const { t, lang, zone } = useSpeech()
  const time = timeOfDay(new Date(now), zone)
  const values = { number: desk.visit?.number ?? "", reason: reasonText(desk.paused ?? "", t) }
  return (
    <header class="top">
      <Plate counter={desk.counter} />
      <p class="me">
        <b class="strong">{desk.clerk}</b>
        <small>{t(`state_${doing(desk)}`, values)}</small>
      </p>
      {desk.replay && <span class="replay">{say(shared, lang)("replay", { speed: desk.replay.speed })}</span>}
      <time dateTime={time}>{time}</time>
      <button class="press" onClick={() => onPress("menu")}>{t("key_menu")}<kbd>?</kbd></button>
    </header>
  )
}
