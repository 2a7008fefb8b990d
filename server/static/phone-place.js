// Where a number stands in the hall's public picture. No page, no network: tested by itself.

/** Where the number is: called to a counter, or waiting with so many ahead; null when the picture does not have it. */
export function placeOf(live, { number, letter }) {
  const call = live.called.find((called) => called.number === number)
  if (call) return { visit_state: "called", counter: call.counter }
  const group = live.groups.find((line) => line.letter === letter)
  const ahead = group ? group.waiting.indexOf(number) : -1
  if (ahead < 0) return null
  return { visit_state: "waiting", counter: null, ahead, wait: waitRange(ahead, group.gap_s), staffed: group.staffed }
}

/**
 * Whether the ticket itself must be asked, because the picture does not say where it is. Somebody who should stand in
 * the picture and does not has moved on, even if the picture looks as it did when they came; somebody who is being
 * served is asked for every time; anybody else only when the picture has changed.
 */
export function mustAsk({ visit_state }, place, changed) {
  return !place && (changed || STAND_IN_IT.has(visit_state) || visit_state === "serving")
}

const STAND_IN_IT = new Set(["waiting", "called"])

/** The range of minutes shown to somebody with `ahead` people before them: server/domain/waiting.py, the same formula. */
export function waitRange(ahead, gapS) {
  if (ahead <= 0) return { low_min: 0, high_min: 5 }
  const expected = (ahead * gapS) / 60
  const bound = expected + ((1.28 * gapS) / 60) * Math.sqrt(ahead)
  const low = Math.floor(expected / 5) * 5
  return { low_min: low, high_min: Math.max(low + 5, Math.ceil(bound / 5) * 5) }
}

/** How such a wait is said: the word above it, the sentence of shared.json, and its values. server/public/waits.py, the same. */
export function waitSaid({ low_min, high_min }, staffed) {
  if (!staffed) return { label: "we_call_then", sentence: "when_clerk_comes", values: {} }
  if (low_min >= HOURS_FROM_MIN) return { label: "wait", sentence: "wait_long_over", values: { n: Math.floor(low_min / 60) } }
  const values = { n: high_min, low: low_min, high: high_min }
  return low_min > 0 ? { label: "we_call", sentence: "wait_long", values } : { label: "wait", sentence: "wait_long_to", values }
}

const HOURS_FROM_MIN = 120

/** The last calls of the number's group, newest first, without itself. */
export function lastOf(live, { number, letter }) {
  return live.last.filter((call) => call.number.startsWith(`${letter} `) && call.number !== number).slice(0, 2)
}

/** A sentence of the page's words: its plural by `n`, its placeholders filled. */
export function said(sentence, lang, values = {}) {
  const text = typeof sentence === "string" ? sentence : (sentence[new Intl.PluralRules(lang).select(values.n)] ?? sentence.other)
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}
