import type { ServiceShown } from "../../server/ui/wire"
import { euro, type Lang } from "../../server/ui/words"
import type { T } from "./speech"

const UNITS = ["month", "day", "hour", "minute"] as const

/** An ISO 8601 duration of one unit: "P7D" is 7 days. Null: not one the desk can read. */
export function duration(iso: string): { n: number; unit: (typeof UNITS)[number] } | null {
  const read = /^P(?:(\d+)M|(\d+)D|T(?:(\d+)H|(\d+)M))$/.exec(iso)
  const i = read?.slice(1).findIndex((n) => n !== undefined) ?? -1
  const unit = UNITS[i]
  return unit ? { n: Number(read?.[i + 1]), unit } : null
}

/** "1,53 €, бърза 3,07 €"; null: not entered yet. */
export function feeOf(service: ServiceShown, t: T, lang: Lang): string | null {
  if (service.fee_kind === "free") return t("fee_free")
  if (service.fee_kind === "computed") return t("fee_computed")
  return kinds(service.fee_eur, t, (eur) => euro(eur, lang))
}

/** "7 дни, бърза 3 дни"; null: not entered yet. */
export function termOf(service: ServiceShown, t: T): string | null {
  if (service.while_you_wait) return t("term_now")
  return kinds(service.term, t, (iso) => {
    const read = duration(iso)
    if (!read) return iso
    if (read.n === 0) return t("term_now")
    return t(read.unit === "day" && service.term_days === "working" ? "term_workday" : `term_${read.unit}`, { n: read.n })
  })
}

function kinds<V>(of: Record<"normal" | "fast" | "express", V | null>, t: T, said: (value: V) => string): string | null {
  const parts = (["normal", "fast", "express"] as const).flatMap((kind) => {
    const value = of[kind]
    if (value === null) return []
    const what = said(value).replaceAll(" ", "\u00a0")
    return [kind === "normal" ? what : t(kind, { what })]
  })
  return parts.length > 0 ? parts.join(", ") : null
}
