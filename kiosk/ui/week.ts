import type { DayHours } from "../../server/ui/wire"

/** Days in a row that keep the same hours: `last` is null for a day by itself. */
export interface Stretch {
  first: string
  last: string | null
  intervals: string[]
  note: string | null
}

/** The week in as few lines as it has changes: „понеделник – петък 8:30–17:30“. A day with a note stands alone. */
export function stretches(days: readonly DayHours[]): Stretch[] {
  const week: Stretch[] = []
  for (const { date, intervals, note } of days) {
    const before = week.at(-1)
    if (before && note === null && before.note === null && String(before.intervals) === String(intervals)) before.last = date
    else week.push({ first: date, last: null, intervals, note })
  }
  return week
}

/** `08:30-17:30` as it stands on a door: `8:30–17:30`. */
export function onTheDoor(interval: string): string {
  return interval.replaceAll(/\b0(?=\d:)/g, "").replace("-", "–")
}
