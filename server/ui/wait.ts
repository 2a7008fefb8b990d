import shared from "../translations/shared.json"
import type { Wait } from "./wire"
import { type Lang, say } from "./words"

/** `10–20 мин.`, or `до 5 мин.` where nearly nobody waits. A range of minutes, never a point. */
export function waitShort(wait: Wait, lang: Lang): string {
  return range(wait, lang, "wait_short")
}

/** `10–20 минути`, `до 5 минути`; three figures leave no room for the whole word: `105–130 мин.`. */
export function waitLong(wait: Wait, lang: Lang): string {
  return range(wait, lang, wait.high_min < 100 || wait.low_min >= HOURS_FROM_MIN ? "wait_long" : "wait_short")
}

/** Whether a wait has both its ends, so that it can follow „след“: neither „до 5 минути“ nor „над 2 часа“ can. */
export function hasBothEnds({ low_min, high_min }: Wait): boolean {
  return low_min > 0 && low_min < high_min && low_min < HOURS_FROM_MIN
}

/** From here on minutes say less than hours: `над 2 часа`. */
const HOURS_FROM_MIN = 120

function range(wait: Wait, lang: Lang, key: "wait_short" | "wait_long"): string {
  const t = say(shared, lang)
  const { low_min, high_min } = wait
  const sentence =
    low_min >= HOURS_FROM_MIN
      ? t(`${key}_over`, { n: Math.floor(low_min / 60) })
      : t(hasBothEnds(wait) ? key : `${key}_to`, { n: high_min, low: low_min, high: high_min })
  return sentence.replaceAll(" ", "\u00a0")
}
