import words from "../../translations/office.json"
import { number, say, type Lang } from "../../ui/words"
import type { CounterNow, GroupFigures, HallToday } from "../../ui/wire"

/** What a figure says where there is none yet. */
export const NONE = "–"

/** The text of every slot of the page, by the slot's name; `now` is the hall's time. */
export function figures(hall: HallToday, now: Date, lang: Lang): Record<string, string> {
  const given = hall.ratings.reduce((all, n) => all + n, 0)
  const counts = ["issued", "waiting", "finished", "called", "serving", "parked", "absent", "withdrawn", "closed"] as const
  return {
    ...Object.fromEntries(counts.map((name) => [name, number(hall[name], lang)])),
    longest: length(hall.longest_wait_s),
    ...Object.assign({}, ...[hall.all, ...hall.groups].map((group) => ofGroup(group, lang))),
    ...Object.assign({}, ...hall.counters.map((counter) => ofCounter(counter, now, lang))),
    ...Object.fromEntries(hall.ratings.map((n, i) => [`rating.${i + 1}`, number(n, lang)])),
    "rating.all": number(given, lang),
  }
}

/** A group's row, `group.A.…`; the whole hall's is `group.…`. */
function ofGroup(group: GroupFigures, lang: Lang): Record<string, string> {
  const at = group.letter ? `group.${group.letter}` : "group"
  return {
    [`${at}.issued`]: number(group.issued, lang),
    [`${at}.waiting`]: number(group.waiting, lang),
    [`${at}.finished`]: number(group.finished, lang),
    [`${at}.median`]: length(group.wait_median_s),
    [`${at}.p90`]: length(group.wait_p90_s),
    [`${at}.within`]: group.within_20_min === null ? NONE : share(group.within_20_min),
    [`${at}.walk`]: length(group.walk_median_s),
    [`${at}.walk_p90`]: length(group.walk_p90_s),
    [`${at}.service`]: length(group.service_median_s),
    [`${at}.service_p90`]: length(group.service_p90_s),
  }
}

function ofCounter(counter: CounterNow, now: Date, lang: Lang): Record<string, string> {
  const at = `counter.${counter.number}`
  const since = counter.since === null ? null : Math.max(0, (now.getTime() - Date.parse(counter.since)) / 1000)
  return {
    [`${at}.clerk`]: counter.clerk ?? NONE,
    [`${at}.state`]: say(words, lang)(`state_${counter.state}`),
    [`${at}.ticket`]: counter.ticket ?? "",
    [`${at}.time`]: counter.state === "empty" ? "" : length(since),
  }
}

/** Seconds as `6:12`, from an hour on `1:06:12`; a dash where there is nothing to tell. */
export function length(seconds: number | null): string {
  if (seconds === null) return NONE
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0"))).join(":")
}

/** `94 %`, rounded down: a promise is not kept by rounding. */
function share(of: number): string {
  return `${Math.floor(of * 100 + 1e-9)}\u00a0%`
}
