import type { Desk } from "../../server/ui/wire"

/** Somebody new stands in a line that was empty: worth a sound, unless the desk is paused. Whoever this desk itself sent back is not new. */
export function arrived(before: Desk | null, after: Desk): boolean {
  if (!before || before.epoch !== after.epoch || before.counter !== after.counter) return false
  if (before.waiting_count > 0 || after.visit !== null || after.paused !== null) return false
  const own = new Set([before.visit?.visit, ...before.parked.map((one) => one.visit), ...before.absent.map((one) => one.visit)])
  return after.waiting.some((one) => !own.has(one.visit))
}
