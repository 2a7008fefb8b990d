import type { InLine } from "../../server/ui/wire"

/** Whole seconds from `since` (ISO 8601) to `now` (ms); never negative. */
export function seconds(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
}

/** "0:38", "12:05", "1:02:05". */
export function stopwatch(total: number): string {
  const two = (n: number) => String(n).padStart(2, "0")
  const hours = Math.floor(total / 3600)
  const minutes = Math.floor(total / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`
}

/** How long somebody waits: whole minutes, and the share of the promise that is used, 1 and more when it is over. */
export function waited(one: InLine, now: number): { minutes: number; share: number } {
  const s = seconds(one.reference_at, now)
  return { minutes: Math.floor(s / 60), share: s / (one.promise_min * 60) }
}
