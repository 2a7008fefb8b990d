import words from "../../translations/office.json"
import { dayAndDate, timeOfDay } from "../../ui/clock"
import { Problem } from "../../ui/http"
import type { LayoutShown, PreviewAsked } from "../../ui/wire"
import { type Lang, say } from "../../ui/words"
import { put } from "./dom"
import { clearFaults, faultSaid, showFault } from "./faults"
import { layoutForm } from "./form"
import { change, current, drawn } from "./layouts"
import { logoOf } from "./logo"
import { type Draft, draftOf, lengthMm, same, STANDARD } from "./look"
import { centimetres, metres } from "./paper"

const TYPING_MS = 250 // a preview is drawn when nobody has typed for so long

const lang: Lang = document.documentElement.lang === "en" ? "en" : "bg"
const zone = document.documentElement.dataset.zone ?? "Europe/Sofia"
const t = say(words, lang)
const find = <E extends HTMLElement>(id: string) => document.querySelector<E>(`#${id}`)!

const form = find<HTMLFormElement>("form")
const paper = find<HTMLImageElement>("paper")
const tickets = find<HTMLInputElement>("tickets")
const shown = layoutForm(form, lang, () => {
  put(find("done"), "")
  draw()
})
let saved: LayoutShown = { version: 0, ...STANDARD, saved_at: null, saved_by: null } // until the server has said
let timer: ReturnType<typeof setTimeout>
let drawing = new AbortController()

/** The paper of what stands in the form, once nobody types; an older one that is still being drawn is given up. */
function draw(after = TYPING_MS): void {
  clearTimeout(timer)
  drawing.abort()
  drawing = new AbortController()
  const { signal } = drawing
  paper.classList.add("old")
  timer = setTimeout(() => {
    drawn(wanted(), signal).then(arrived, (error) => signal.aborted || failed(error))
  }, after)
}

function wanted(): PreviewAsked {
  const chosen = new FormData(find<HTMLFormElement>("preview"))
  const service = String(chosen.get("service"))
  return {
    look: shown.read().look as PreviewAsked["look"],
    lang: chosen.get("lang") as Lang,
    dots: Number(chosen.get("dots")) as 576 | 384,
    kind: chosen.get("kind") as NonNullable<PreviewAsked["kind"]>,
    ...(service === "" ? {} : { service }),
  }
}

async function arrived(image: string): Promise<void> {
  paper.src = image
  paper.alt = t("preview_alt")
  await paper.decode()
  paper.hidden = false
  paper.classList.remove("old")
  find("drawing").hidden = true
  clearFaults(form)
  tellLength()
}

function tellLength(): void {
  if (!paper.naturalHeight) return
  const mm = lengthMm(paper.naturalHeight)
  const n = Number(tickets.value)
  put(find("length"), t("preview_length", { length: centimetres(mm, lang) }))
  put(find("a-day"), n > 0 ? metres(mm * n, lang) : "")
}

function failed(error: unknown): void {
  if (error instanceof Problem && error.code === "bad_layout") void showFault(form, error, lang)
  else if (error instanceof Problem && (error.status === 401 || error.status === 403)) location.reload()
  else {
    put(find("drawing"), t("preview_failed"))
    find("drawing").hidden = false
  }
}

async function save(version: number): Promise<void> {
  const draft = shown.read()
  if (Number.isNaN(draft.short_from) || (draft.short_from !== null && !(Number.isInteger(draft.short_from) && draft.short_from >= 1 && draft.short_from <= 9999))) {
    return wrongNumber()
  }
  find<HTMLButtonElement>("save").disabled = true
  trouble(null)
  find("meanwhile").hidden = true
  try {
    show(await change({ version, look: draft.look as PreviewAsked["look"], short_from: draft.short_from }))
    put(find("done"), t("layout_done"))
  } catch (error) {
    await refused(error)
  } finally {
    find<HTMLButtonElement>("save").disabled = false
  }
}

async function refused(error: unknown): Promise<void> {
  if (error instanceof Problem && error.code === "stale") return meanwhile(await current())
  if (error instanceof Problem && error.code === "bad_layout") {
    const field = showFault(form, error, lang)
    field?.focus()
    if (field) return
  }
  trouble(t(error instanceof Problem && error.status !== 503 ? "layout_refused" : "layout_silent"))
}

/** Somebody else has saved since this page was read: nothing is lost, and whose look stays is asked. */
function meanwhile(theirs: LayoutShown): void {
  put(find("meanwhile").querySelector("p")!, t("layout_meanwhile", { name: theirs.saved_by ?? "–", time: timeOfDay(new Date(theirs.saved_at!), zone) }))
  find("meanwhile").hidden = false
  find("theirs").onclick = () => {
    find("meanwhile").hidden = true
    show(theirs)
  }
  find("mine").onclick = () => void save(theirs.version)
  find("theirs").focus()
}

function show(layout: LayoutShown): void {
  saved = layout
  shown.show(draftOf(layout))
  tellSaved()
  draw(0)
}

function tellSaved(): void {
  if (saved.saved_at === null) return put(find("saved"), t("layout_never"))
  const at = new Date(saved.saved_at)
  put(find("saved"), t("layout_saved", { name: saved.saved_by ?? "–", date: dayAndDate(at, lang, zone), time: timeOfDay(at, zone) }))
}

function trouble(text: string | null): void {
  find("trouble").hidden = text === null
  put(find("trouble").querySelector("span")!, text ?? "")
}

function wrongNumber(): void {
  const slot = form.querySelector<HTMLElement>('[data-wrong="short_from"]')!
  put(slot, faultSaid("number", {}, lang))
  slot.hidden = false
  find("short-from").setAttribute("aria-invalid", "true")
  find("short-from").focus()
}

function take(draft: Draft): void {
  shown.show(draft)
  put(find("done"), "")
  put(find("logo-smaller"), "")
  clearFaults(form)
  trouble(null)
  draw(0)
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  void save(saved.version)
})
find("cancel").addEventListener("click", () => take(draftOf(saved)))
find("standard").addEventListener("click", () => {
  take(STANDARD)
  put(find("done"), t("layout_standard_not_saved"))
})
find<HTMLInputElement>("logo").addEventListener("change", async (event) => {
  const input = event.currentTarget as HTMLInputElement
  const file = input.files?.[0]
  input.value = "" // the same file can be chosen again
  if (!file) return
  const { png, smaller } = await logoOf(file)
  put(find("logo-smaller"), smaller ? t("layout_logo_smaller", smaller) : "")
  shown.logo(png)
})
find("logo-away").addEventListener("click", () => {
  put(find("logo-smaller"), "")
  shown.logo(null)
  find("logo").focus()
})
find("preview").addEventListener("submit", (event) => event.preventDefault())
document.querySelector(".preview")!.addEventListener("change", (event) => event.target !== tickets && draw(0))
tickets.addEventListener("input", tellLength)
window.addEventListener("beforeunload", (event) => same(shown.read(), draftOf(saved)) || event.preventDefault())

void current().then(show, failed)
