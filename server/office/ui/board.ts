import { drawn, el, sign } from "./dom"
import type { PrinterRow } from "./paper"

/** The printers' board: a row for each, its state in words, colour and shape. */
export function board(list: Element) {
  return drawn<PrinterRow[]>((rows) => list.replaceChildren(...rows.map(row)))
}

function row(one: PrinterRow): HTMLElement {
  const name = el("th", { scope: "row" }, one.name)
  if (one.where) name.append(el("small", {}, one.where))
  const state = el("span", { class: `state ${one.tone}` }, sign(one.sign), el("span", {}, one.state))
  const last = el("td", {})
  if (one.last === null) last.append("–")
  else last.append(el("span", { class: "number" }, one.last.number), " ", el("span", { class: `how-it-ended ${one.last.tone}` }, one.last.how), " ", el("small", {}, one.last.at))
  return el("tr", {}, name, el("td", {}, state), el("td", {}, one.model), last)
}
