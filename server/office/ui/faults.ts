import words from "../../translations/office.json"
import type { Problem } from "../../ui/http"
import { type Lang, say } from "../../ui/words"
import { put } from "./dom"

const REASONS = [
  "letters", "too_long", "logo_text", "logo_heavy", "logo_png", "logo_size", "logo_broken", "block_number", "number",
] as const

/** What is wrong with a setting, in the words of whoever filled in the form. */
export function faultSaid(reason: string, facts: Readonly<Record<string, unknown>>, lang: Lang): string {
  const known = REASONS.find((one) => one === reason)
  const values = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, String(fact)]))
  return say(words, lang)(known ? `fault_${known}` : "fault_other", values)
}

/** Shows a refusal beside the field it is of, and answers that field; null: it is of none on the page. */
export function showFault(form: HTMLElement, problem: Problem, lang: Lang): HTMLElement | null {
  clearFaults(form)
  const field = String(problem.more.field ?? "")
  const slot = form.querySelector<HTMLElement>(`[data-wrong="${CSS.escape(field)}"]`)
  if (slot === null) return null
  put(slot, faultSaid(String(problem.more.reason), problem.more, lang))
  slot.hidden = false
  const control = form.querySelector<HTMLElement>(`[aria-describedby~="${CSS.escape(slot.id)}"]`)
  control?.setAttribute("aria-invalid", "true")
  return control ?? slot
}

export function clearFaults(form: HTMLElement): void {
  for (const slot of form.querySelectorAll<HTMLElement>("[data-wrong]")) slot.hidden = true
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid")
}
