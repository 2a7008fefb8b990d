import words from "../../translations/office.json"
import { timeOfDay } from "../../ui/clock"
import type { Server } from "../../ui/http"
import type { DecisionAsked, OfflineShown } from "../../ui/wire"
import { type Lang, say } from "../../ui/words"
import { drawn, el, put, sign } from "./dom"

type Decision = DecisionAsked["decision"]

/**
 * The tickets that were given without the server and wait for somebody to say what became of them: one by one, or all
 * after a second question. `services`: names by code.
 */
export function undecided(section: HTMLElement, server: Server, services: Readonly<Record<string, string>>, lang: Lang, zone: string) {
  const t = say(words, lang)
  const list = section.querySelector("ul")!
  const heading = section.querySelector<HTMLElement>("h2")!
  const trouble = section.querySelector<HTMLElement>(".notice")!
  const sure = section.querySelector("dialog")!
  let shown: OfflineShown[] = []

  const decide = async (decision: Decision, visits: number[]) => {
    for (const button of section.querySelectorAll("button")) button.disabled = true
    try {
      await server.post("offline-tickets/decisions", { decision, visits })
      trouble.hidden = true
      heading.focus() // what was pressed goes with its row
    } catch {
      trouble.hidden = false
      put(trouble.querySelector("span")!, t("offline_failed"))
    } finally {
      for (const button of section.querySelectorAll("button")) button.disabled = false
    }
  }
  const key = (decision: Decision, one: OfflineShown) => {
    const button = el("button", { class: "press", type: "button" }, t(`offline_${decision}`), el("span", { class: "vh" }, ` ${one.number}`))
    button.addEventListener("click", () => void decide(decision, [one.visit]))
    return button
  }
  const row = (one: OfflineShown) =>
    el(
      "li",
      {},
      el("span", { class: "number" }, one.number),
      el("span", {}, services[one.service] ?? one.service),
      el("span", {}, t("offline_given", { time: timeOfDay(new Date(one.issued_at), zone) })),
      el("span", { class: "answers" }, key("still_waiting", one), key("served", one)),
    )

  for (const all of section.querySelectorAll<HTMLElement>("[data-all]")) {
    all.addEventListener("click", () => {
      const decision = all.dataset.all as Decision
      const asked = shown.map((one) => one.visit) // and not who comes in while the question stands
      put(sure.querySelector("p")!, t(`offline_sure_${decision}`, { n: asked.length }))
      sure.querySelector<HTMLElement>("[data-yes]")!.onclick = () => {
        sure.close()
        void decide(decision, asked)
      }
      sure.showModal()
    })
  }
  sure.querySelector("[data-no]")!.addEventListener("click", () => sure.close())

  return drawn<OfflineShown[]>((offline) => {
    shown = offline
    section.hidden = offline.length === 0
    heading.replaceChildren(sign("clock"), t("offline_title", { n: offline.length }))
    list.replaceChildren(...offline.map(row))
  })
}
