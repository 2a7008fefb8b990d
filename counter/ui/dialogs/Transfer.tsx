import { useState } from "preact/hooks"
import { Plate } from "../../../server/ui/signs"
import type { Desk, DeskVisit, GroupShown, Neighbour, ServiceShown } from "../../../server/ui/wire"
import { type T, useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Note } from "./Note"
import { Pick } from "./Pick"

/** To another service, to one counter, or both, with what the colleague should know; it says whether somebody is there. */
export function Transfer({ desk, visit, catalogue, busy, said, press, onClose }: Common & { visit: DeskVisit }) {
  const { t } = useSpeech()
  const [service, setService] = useState<string | null>(null)
  const [wanted, setWanted] = useState<number | null>(null)
  const [note, setNote] = useState("")
  const [missing, setMissing] = useState(false)
  const [ours, setOurs] = useState(false)

  const code = service ?? visit.service
  const group = catalogue.groups.find((one) => one.services.some((offered) => offered.code === code))
  const able = desk.counters.filter(staffed).filter((one) => group !== undefined && one.groups.includes(group.letter))
  const counter = able.some((one) => one.number === wanted) ? wanted : null // a counter that cannot serve it, or was left meanwhile, is let go

  const nowhere = service === null && counter === null
  const send = async () => {
    if (nowhere) return setMissing(true)
    const to = { ...(service !== null && { service }), ...(counter !== null && { counter }) }
    const { visit: id, number } = visit
    if (await press({ do: "transfer", visit: id, number, to, note, our_mistake: ours })) onClose()
  }

  return (
    <Dialog title={t("transfer_title", { number: visit.number })} about={t("transfer_about")} said={missing && nowhere ? { tone: "bad", key: "transfer_first", with: {} } : said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Pick catalogue={catalogue} value={service} onPick={setService} hint={(at, offered) => whereAndHowMany(desk, at, offered, t)} />
        <fieldset class="field">
          <legend>{t("transfer_counter")}</legend>
          <div class="choices">
            <label class="press">
              <input type="radio" name="counter" checked={counter === null} onChange={() => setWanted(null)} />
              {t("transfer_any")}
            </label>
            {able.map((one) => (
              <label class="press" key={one.number}>
                <input type="radio" name="counter" checked={counter === one.number} onChange={() => setWanted(one.number)} />
                <Plate counter={one.number} />
                <span>{one.clerk}<small>{t(`transfer_state_${one.state}`)}</small></span>
              </label>
            ))}
          </div>
        </fieldset>
        <Note value={note} onInput={setNote} />
        <label class="tick">
          <input type="checkbox" checked={ours} onChange={(event) => setOurs(event.currentTarget.checked)} />
          <span>{t("transfer_ours")}</span>
        </label>
        <Answer icon="transfer" text={t("key_transfer")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}

/** "гишета 5 и 6 · чакат 11", or that nobody is there. */
function whereAndHowMany(desk: Desk, group: GroupShown, service: ServiceShown, t: T): string {
  const there = desk.counters.filter(staffed).filter((one) => one.groups.includes(group.letter) && one.state !== "paused")
  const list = there.map((one) => one.number).join(", ")
  const where = there.length > 0 ? t("transfer_counters", { n: there.length, list }) : t("transfer_nobody")
  return `${where} · ${t("transfer_waiting", { n: service.waiting })}`
}

type Staffed = Neighbour & { state: Exclude<Neighbour["state"], "empty"> }

function staffed(one: Neighbour): one is Staffed {
  return one.state !== "empty"
}
