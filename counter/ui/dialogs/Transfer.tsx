import { useState } from "preact/hooks"
import { Plate } from "../../../server/ui/signs"
import type { Desk, DeskVisit, GroupShown, Neighbour, ServiceShown } from "../../../server/ui/wire"
import type { Target } from "../commands"
import { type T, useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Dialogs"
import { Note } from "./Note"
import { Pick } from "./Pick"

/** To another service or one counter, with what the colleague should know; it says whether somebody is there. */
export function Transfer({ desk, visit, catalogue, busy, said, press, onClose }: Common & { visit: DeskVisit }) {
  const { t } = useSpeech()
  const [to, setTo] = useState<Target | null>(null)
  const [note, setNote] = useState("")
  const [ours, setOurs] = useState(false)
  const send = async () => {
    if (to === null) return
    const { visit: id, number } = visit
    if (await press({ do: "transfer", visit: id, number, to, note, our_mistake: ours })) onClose()
  }
  const counters = (matches: (text: string) => boolean) => {
    const shown = desk.counters.filter((one) => matches(`${one.number} ${one.clerk ?? ""}`))
    if (shown.length === 0) return null
    return (
      <fieldset>
        <legend>{t("pick_counters")}</legend>
        {shown.map((one) => (
          <label class="press" key={one.number}>
            <input
              type="radio"
              name="service"
              checked={to !== null && "counter" in to && to.counter === one.number}
              onChange={() => setTo({ counter: one.number })}
            />
            <Plate counter={one.number} />
            <span>{one.clerk ?? t("transfer_state_empty")}<small>{one.groups.join(", ")}{one.clerk && ` · ${t(`transfer_state_${one.state}`)}`}</small></span>
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <Dialog title={t("transfer_title", { number: visit.number })} about={t("transfer_about")} said={said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Pick
          catalogue={catalogue}
          label={t("pick_search_both")}
          value={to !== null && "service" in to ? to.service : null}
          onPick={(service) => setTo(service === null ? null : { service })}
          hint={(group, service) => whereAndHowMany(desk, group, service, t)}
          more={counters}
        />
        <Note value={note} onInput={setNote} />
        <label class="tick">
          <input type="checkbox" checked={ours} onChange={(event) => setOurs(event.currentTarget.checked)} />
          <span>{t("transfer_ours")}</span>
        </label>
        <Answer icon="transfer" text={t("key_transfer")} busy={busy || to === null} onClose={onClose} />
      </form>
    </Dialog>
  )
}

/** "гишета 5 и 6 · чакат 11", or that nobody is there. */
function whereAndHowMany(desk: Desk, group: GroupShown, service: ServiceShown, t: T): string {
  const there = desk.counters.filter((one) => one.groups.includes(group.letter) && present(one)).map((one) => String(one.number))
  const where = there.length > 0 ? t("transfer_counters", { n: there.length, list: there.join(", ") }) : t("transfer_nobody")
  return `${where} · ${t("transfer_waiting", { n: service.waiting })}`
}

function present(one: Neighbour): boolean {
  return one.state === "free" || one.state === "busy"
}
