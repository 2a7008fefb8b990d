import shared from "../translations/shared.json"
import type { Wait } from "./wire"
import { type Lang, say } from "./words"

/** `10–20 мин.`, or `до 5 мин.` where nearly nobody waits. A range of minutes, never a point. */
export function waitShort(wait: Wait, lang: Lang): string {
  return range(wait, lang, "wait_short")
}

/** `10–20 минути`, `до 5 минути`. */
export function waitLong(wait: Wait, lang: Lang): string {
  return range(wait, lang, "wait_long")
}

/** From here on minutes say less than hours: `над 2 часа`. */
const HOURS_FROM_MIN = 120

function range({ low_min, high_min }: Wait, lang: Lang, key: "wait_short" | "wait_long"): string {
  const t = say(shared, lang)
  const whole = low_min > 0 && low_min < high_min
  const sentence =
    low_min >= HOURS_FROM_MIN
      ? t(`${key}_over`, { n: Math.floor(low_min / 60) })
      : t(whole ? key : `${key}_to`, { n: high_min, low: low_min, high: high_min })
  return sentence.replaceAll(" ", "\u00a0")
}
