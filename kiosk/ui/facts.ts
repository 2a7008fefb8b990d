import { euro } from "../../server/ui/words"
import type { ServiceShown } from "../../server/ui/wire"
import type { Lang } from "../../server/ui/words"
import type { T } from "./scene"

/** A service's fee in a word or a sum; null where nobody has found it out. */
export function fee({ fee_kind, fee_eur }: ServiceShown, lang: Lang, t: T): string | null {
  if (fee_kind === "free") return t("free")
  if (fee_kind === "computed") return t("computed")
  return fee_eur.normal === null ? null : euro(fee_eur.normal, lang)
}

/** An ISO 8601 duration as a person says it: `PT72H` is „72 часа“, `PT0H` „веднага“. */
export function duration(iso: string | null, days: string, t: T): string | null {
  const [, n, unit] = /^PT?(\d+)([DHM])$/.exec(iso ?? "") ?? []
  if (iso === null || n === undefined) return null
  if (Number(n) === 0) return t("at_once")
  return t(unitOf(iso, unit, days), { n: Number(n) })
}

function unitOf(iso: string, unit: string | undefined, days: string) {
  if (unit === "D") return days === "working" ? "working_days" : "days"
  if (unit === "H") return "hours"
  return iso.startsWith("PT") ? "minutes" : "months"
}

/** „до 2 дни“, „веднага“: when what was asked for is ready. */
export function readyIn({ term, term_days }: ServiceShown, t: T): string | null {
  const said = duration(term.normal, term_days, t)
  return said === null || said === t("at_once") ? said : t("within", { term: said })
}

/** A document's name, and the condition that its author put behind a dash or in brackets. */
export function documentParts(name: string): { name: string; only: string | null } {
  const [, what, only] = /^(.+?)(?:\s– (.+)|\s\(([^()]+)\))$/.exec(name)?.filter((part) => part !== undefined) ?? []
  return what === undefined || only === undefined ? { name, only: null } : { name: what, only }
}
