import { useEffect, useState } from "preact/hooks"
import { Problem, type Server } from "../../server/ui/http"
import { Plate } from "../../server/ui/signs"
import type { Desk, StaffShown } from "../../server/ui/wire"
import { calls } from "./commands"
import { focused } from "./focused"
import { OtherLang } from "./OtherLang"
import { send } from "./sent"
import { type Key, useSpeech } from "./speech"

interface Props {
  server: Server
  staff: StaffShown
  /** The counter this computer stands at, if it is paired as one's. */
  own: number | null
  trouble: Key | null
  /** `takenOver`: the number that was open at the counter. */
  onDesk: (desk: Desk, takenOver: string | null) => void
  onDoor: (why: Key | null) => void
  onLang: () => void
}

/** Which counter the clerk works at: this computer's own is proposed, any other can be typed. */
export function SignOn({ server, staff, own, trouble, onDesk, onDoor, onLang }: Props) {
  const { t } = useSpeech()
  const [now, setNow] = useState<Desk | null | "unknown">("unknown")
  // Whose desk was taken over presses Enter out of habit: nothing is proposed, so that this takes nobody's desk back.
  const [typed, setTyped] = useState(own === null || trouble === "bad_no_desk" ? "" : String(own))
  const [said, setSaid] = useState<Key | null>(trouble)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    // Already at work: the page was only loaded again.
    const here = (desk: Desk) => desk.yours && (own === null || own === desk.counter || chosenBefore(desk.counter))
    const found = (desk: Desk) => (here(desk) && trouble === null ? onDesk(desk, null) : setNow(desk))
    server.get<Desk>("desk").then(found, () => setNow(null))
  }, [])

  if (now === "unknown") return null
  const counter = /^\d{1,3}$/.test(typed) ? Number(typed) : null
  const there = counter === null ? null : standing(now, counter)
  const left = now?.yours && now.counter !== counter ? now : null

  const enter = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || counter === null) return
    setBusy(true)
    try {
      const desk = (await send(server, calls({ do: "sign-on", counter }, "")[0])) as Desk
      choose(counter)
      onDesk(desk, desk.visit?.number ?? null)
    } catch (error) {
      setBusy(false)
      if (!(error instanceof Problem)) setSaid("in_silent")
      else if (error.code === "not_signed_in") onDoor("bad_not_signed_in")
      else setSaid(error.code === "not_found" || error.code === "invalid" ? "on_no_counter" : "in_not_clerk")
    }
  }
  const leave = async () => {
    await server.remove("staff-sessions").catch(() => null)
    onDoor(null)
  }

  return (
    <main class="door">
      <form onSubmit={enter}>
        {counter !== null && <Plate counter={counter} />}
        <h1>{t("on_heading", { name: staff.name })}</h1>
        <p role="alert" class={said ? "notice bad" : ""}>{said && t(said)}</p>
        <div class="field">
          <label for="counter">{t("on_counter")}</label>
          <input
            id="counter"
            inputmode="numeric"
            autocomplete="off"
            required
            ref={focused}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value.trim())}
            onFocus={(event) => event.currentTarget.select()}
          />
          {own !== null && <small>{t("on_proposed", { n: own })}</small>}
        </div>
        {left && <p class="notice now">{t(left.visit ? "on_elsewhere_open" : "on_elsewhere", { n: left.counter, number: left.visit?.number ?? "" })}</p>}
        {there?.clerk && <p class="notice">{t("on_taken", { name: there.clerk })}</p>}
        {there?.open && <p class="notice now">{t("on_open_visit", { number: there.open })}</p>}
        <button class="press primary" aria-disabled={busy}>{t("on_go")}<kbd>{t("cap_enter")}</kbd></button>
        <button class="press quiet" type="button" onClick={leave}>{t("on_another")}</button>
        <OtherLang onLang={onLang} />
      </form>
    </main>
  )
}

/** Another counter than this computer's own is worked at only where it was chosen in this very window. */
const chosen = () => `gishe.counter.chosen${location.search}`
const choose = (counter: number) => sessionStorage.setItem(chosen(), String(counter))
const chosenBefore = (counter: number) => sessionStorage.getItem(chosen()) === String(counter)

/** What is known of a counter before signing on: who works there, and the number open at it. */
function standing(desk: Desk | null, counter: number): { clerk: string | null; open: string | null } | null {
  if (desk === null) return null
  if (desk.counter === counter) return { clerk: desk.yours ? null : desk.clerk, open: desk.visit?.number ?? null }
  const other = desk.counters.find((one) => one.number === counter)
  return other ? { clerk: other.clerk, open: null } : null
}
