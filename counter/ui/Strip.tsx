import { timeOfDay } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import type { Desk } from "../../server/ui/wire"
import type { Key } from "./keys"
import { advice, undoLeft } from "./offers"
import { borneOut, type Said, saidOfUndo } from "./said"
import { useSpeech } from "./speech"

interface Props {
  desk: Desk
  now: number
  said: Said | null
  /** When it was said, ms of `performance.now()`. */
  saidAt: number
  silentSince: number | null
  onPress: (key: Key) => void
}

/** What was just said goes before a proposal; later it stands back, and then it goes. Trouble stays until the next press. */
const JUST_MS = 10_000
const STAYS_MS = 60_000

/** One line above the primary key: what has just happened, what the desk proposes, and the way back while there is one. */
export function Strip({ desk, now, said, saidAt, silentSince, onPress }: Props) {
  const { t, zone } = useSpeech()
  const left = undoLeft(desk, now)
  const age = performance.now() - saidAt
  const news = silentSince !== null && said?.key === "bad_lost" ? null : said // the silence is told already
  const calm = (within: number) => (age < within ? news : null)
  const trouble = news?.tone === "bad" ? news : null
  const line = trouble ?? calm(JUST_MS) ?? advised(desk, now) ?? calm(STAYS_MS) ?? (left > 0 ? saidOfUndo(desk) : null)
  const told = line && borneOut(line, desk)
  const heard = silentSince === null ? null : new Date(now - (performance.now() - silentSince))
  return (
    <div class="strips">
      <div role="alert">
        {heard && (
          <p class="strip bad">
            <Icon name="warning" />
            <span><b class="strong">{t("silent_title")}</b> {t("silent_holds", { time: timeOfDay(heard, zone) })}</span>
          </p>
        )}
      </div>
      <div class={line || left > 0 ? `strip ${line?.tone ?? "calm"}` : "strip none"}>
        {line?.tone === "bad" && <Icon name="warning" />}
        <p role="status">{told && t(told.key, told.with)}</p>
        {left > 0 && (
          <button class="press" onClick={() => onPress("undo")}>
            <Icon name="undo" />
            {t(line?.with.number === desk.undo?.number ? "undo_left" : "undo_left_of", { n: left, number: desk.undo?.number ?? "" })}
            <kbd>Z</kbd>
          </button>
        )}
      </div>
    </div>
  )
}

function advised(desk: Desk, now: number): Said | null {
  const proposed = desk.visit && advice(desk.visit, now)
  return proposed && { tone: "now", key: `advice_${proposed}`, with: {} }
}
