import { useEffect, useState } from "preact/hooks"
import type { Lang } from "./words"
import type { Picture } from "./wire"

/** What a picture says of the hall's time: it was `hall` (ms since 1970) when this screen's own clock stood at `heard`. */
export interface HallClock {
  hall: number
  heard: number
  speed: number
}

/** The hall's clock as of a picture that has just arrived; `heard` in ms on a clock that never jumps. */
export function clockOf(picture: Picture, heard: number = performance.now()): HallClock {
  return { hall: Date.parse(picture.at), heard, speed: picture.replay?.speed ?? 1 }
}

/** What time it is in the hall. The screen's own date may be wrong; only how much time passed is taken from it. */
export function hallNow(clock: HallClock, now: number = performance.now()): Date {
  return new Date(clock.hall + (now - clock.heard) * clock.speed)
}

/** The hall's time, renewed every `everyMs` of this screen's time; null before the first picture. */
export function useHallNow(clock: HallClock | null, everyMs = 1000): Date | null {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return clock && hallNow(clock)
}

/** `10:42`, in the hall's zone, the same in all four languages. */
export function timeOfDay(when: Date, zone: string): string {
  return new Intl.DateTimeFormat("bg", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone })
    .formatToParts(when)
    .filter(({ type }) => type === "hour" || type === "minute")
    .map(({ value }) => value)
    .join(":")
}

/** `понеделник, 23 ноември`. */
export function dayAndDate(when: Date, lang: Lang, zone: string): string {
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).format(when)
}

/** `понеделник`. */
export function weekdayName(when: Date, lang: Lang, zone: string): string {
  return new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: zone }).format(when)
}
