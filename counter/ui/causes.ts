import type { Key } from "./speech"

const KNOWN = ["unreachable", "paper_out", "cover_open", "cutter", "overheated", "offline", "timeout", "garbled"] as const

/** Why a printer gives no paper, in words; what it may say besides is "does not print". */
export function causeOf(cause: string): Key {
  const known = KNOWN.find((one) => one === cause)
  return known ? `cause_${known}` : "cause_other"
}
