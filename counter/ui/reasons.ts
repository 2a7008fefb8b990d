import type { T } from "./speech"

/** Reasons that are offered, so that the journal holds words that can be counted; another one is typed. */
export const PAUSE_REASONS = ["break", "meeting", "technical"] as const
export const CALL_REASONS = ["back", "urgent", "health", "colleague"] as const

type Known = (typeof PAUSE_REASONS)[number] | (typeof CALL_REASONS)[number]
const KNOWN: readonly string[] = [...PAUSE_REASONS, ...CALL_REASONS]

/** A stored reason as the clerk reads it: the known ones in words, a typed one as it was typed. */
export function reasonText(reason: string, t: T): string {
  return KNOWN.includes(reason) ? t(`reason_${reason as Known}`) : reason
}
