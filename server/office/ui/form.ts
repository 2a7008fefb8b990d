import words from "../../translations/office.json"
import { type Lang, LANGS, say } from "../../ui/words"
import { el, sign } from "./dom"
import { type Block, type Draft, listed, moved } from "./look"

/** The form of the ticket's look: reads and shows a draft. `onChange` is told of every change somebody makes. */
export function layoutForm(form: HTMLFormElement, lang: Lang, onChange: () => void) {
  const t = say(words, lang)
  const list = form.querySelector<HTMLOListElement>("#blocks")!
  const from = form.querySelector<HTMLInputElement>("#short-from")!
  const now = form.querySelector<HTMLImageElement>("#logo-now")!
  let order: Block[] = []
  let chosen = new Set<Block>()
  let logo: string | null = null

  const text = (field: "header" | "footer", code: Lang) => form.elements.namedItem(`${field}.${code}`) as HTMLTextAreaElement
  const radio = (name: string) => form.elements.namedItem(name) as RadioNodeList
  const changed = () => onChange()

  const place = (block: Block) => {
    const tick = el("input", { type: "checkbox", id: `block-${block}` })
    tick.checked = chosen.has(block)
    tick.disabled = block === "number"
    tick.addEventListener("change", () => {
      if (tick.checked) chosen.add(block)
      else chosen.delete(block)
      changed()
    })
    const name = el("label", { for: tick.id }, tick, el("span", {}, t(`block_${block}`), el("small", {}, t(`block_${block}_about`))))
    return el("li", {}, name, step(block, -1), step(block, 1))
  }
  const step = (block: Block, by: -1 | 1) => {
    const key = el("button", { type: "button", class: "press", "aria-label": t(by < 0 ? "block_up" : "block_down", { block: t(`block_${block}`) }) }, sign(by < 0 ? "up" : "down"))
    const edge = by < 0 ? 0 : order.length - 1
    if (order[edge] === block) key.setAttribute("aria-disabled", "true")
    key.addEventListener("click", () => {
      order = moved(order, block, by)
      draw()
      list.querySelector<HTMLElement>(`#block-${block}`)!.closest("li")!.querySelectorAll<HTMLElement>("button")[by < 0 ? 0 : 1]!.focus()
      changed()
    })
    return key
  }
  const draw = () => list.replaceChildren(...order.map(place))

  const showLogo = (png: string | null) => {
    logo = png
    now.hidden = png === null
    if (png !== null) now.src = `data:image/png;base64,${png}`
    form.querySelector<HTMLElement>("#logo-none")!.hidden = png !== null
    form.querySelector<HTMLElement>("#logo-away")!.hidden = png === null
  }

  form.addEventListener("input", (event) => {
    const { name } = event.target as HTMLInputElement
    if (name === "short_from") radio("short").value = "from"
    if (name !== "logo") changed()
  })

  return {
    read(): Draft {
      const texts = (field: "header" | "footer") =>
        Object.fromEntries(LANGS.map((code) => [code, text(field, code).value] as const).filter(([, typed]) => typed.trim() !== ""))
      const short = radio("short").value
      return {
        look: {
          header: texts("header"),
          footer: texts("footer"),
          logo,
          size: radio("size").value as Draft["look"]["size"],
          blocks: order.filter((block) => chosen.has(block)),
          short: short === "always",
        },
        short_from: short === "from" ? Number(from.value || Number.NaN) : null,
      }
    },
    show({ look, short_from }: Draft): void {
      for (const code of LANGS) {
        text("header", code).value = look.header[code] ?? ""
        text("footer", code).value = look.footer[code] ?? ""
      }
      radio("size").value = look.size
      radio("short").value = look.short ? "always" : short_from === null ? "never" : "from"
      from.value = short_from === null ? "" : String(short_from)
      order = listed(look.blocks)
      chosen = new Set(order.filter((block) => look.blocks.includes(block)))
      showLogo(look.logo)
      draw()
    },
    logo(png: string | null): void {
      showLogo(png)
      changed()
    },
  }
}
