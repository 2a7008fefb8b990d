import { useRef, useState } from "preact/hooks"
import { timeOfDay } from "../../../server/ui/clock"
import { Icon } from "../../../server/ui/icon"
import { TicketNumber } from "../../../server/ui/signs"
import type { Server } from "../../../server/ui/http"
import type { Candidate } from "../../../server/ui/wire"
import { useCandidates } from "../candidates"
import { shortName } from "../catalogue"
import { Likely } from "../Likely"
import { may } from "../offers"
import { Sought } from "../Sought"
import { useSpeech } from "../speech"
import { Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Pick } from "./Pick"

/** When a number may have been taken, minutes ago; null: nobody knows. */
const AGO = [null, 10, 30, 60, 120] as const

type Props = Common & { server: Server; onGiven: (number: string) => void }

/** Somebody stands here, or at a kiosk, and does not know their number: it is found by the service and about when. */
export function Lost({ server, onGiven, ...common }: Props) {
  const { desk, catalogue, said, press, onClose } = common
  const { t } = useSpeech()
  const [service, setService] = useState<string | null>(null)
  const [ago, setAgo] = useState<number | null>(null)
  const [chosen, setChosen] = useState<Candidate | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const found = useCandidates(server, service, ago)
  const choose = async (one: Candidate) => {
    if (await press({ do: "held", ...one })) setChosen(one)
  }
  if (chosen) return <Chosen {...common} one={chosen} service={service ?? ""} onGiven={onGiven} />
  return (
    <Dialog title={t("lost_title")} about={t("lost_about")} said={said} onClose={onClose}>
      <Sought desk={desk} catalogue={catalogue} onAnswer={async (answer) => (await press(answer)) && onClose()} />
      <form onSubmit={submit(() => list.current?.querySelector("button")?.focus())}>
        <Pick catalogue={catalogue} value={service} onPick={setService} />
        <fieldset class="field">
          <legend>{t("lost_when")}</legend>
          <div class="choices">
            {AGO.map((minutes) => (
              <label class="press" key={minutes}>
                <input type="radio" name="ago" checked={ago === minutes} onChange={() => setAgo(minutes)} />
                {minutes === null ? t("lost_when_unknown") : t(minutes < 60 ? "lost_ago_min" : "lost_ago_h", { n: minutes < 60 ? minutes : minutes / 60 })}
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field" ref={list} role="group" aria-labelledby="found-title">
          <b id="found-title">{t("lost_found")}</b>
          {Array.isArray(found) && <Likely candidates={found} onPick={choose} />}
          <p class="soft" role="status">{t(wordsOf(found, service))}</p>
        </div>
        <div class="row"><button class="press" type="button" onClick={onClose}>{t("dialog_cancel")}<kbd>{t("cap_esc")}</kbd></button></div>
      </form>
    </Dialog>
  )
}

function wordsOf(found: ReturnType<typeof useCandidates>, service: string | null) {
  if (service === null) return "pick_first"
  if (found === "silent") return "in_silent"
  return found.length === 0 ? "lost_none" : "lost_ask"
}

interface ChosenProps extends Common {
  one: Candidate
  service: string
  onGiven: (number: string) => void
}

/** The number, to be told; a copy of its paper; the call, where this desk may call now. */
function Chosen({ desk, now, catalogue, busy, said, press, onClose, one, service, onGiven }: ChosenProps) {
  const { t, zone } = useSpeech()
  const { number } = one
  const values = { service: shortName(catalogue, service), time: timeOfDay(new Date(one.issued_at), zone) }
  const callable = one.state === "waiting" && may(desk, "given", now)
  return (
    <Dialog title={t("lost_is")} said={said} onClose={onClose}>
      <div class="issued">
        <TicketNumber number={number} />
        <p>{t("lost_of", values)}</p>
        <p class="soft" role="status">{said?.tone === "calm" ? t(said.key, said.with) : t("lost_tell")}</p>
      </div>
      <form class="row" onSubmit={submit(onClose)}>
        <button class="press primary" autofocus><Icon name="check" />{t("dialog_close")}<kbd>{t("cap_enter")}</kbd></button>
        <button class="press" type="button" aria-disabled={busy} onClick={() => void press({ do: "copy", visit: one.visit, number })}>
          <Icon name="print" />{t("lost_copy")}
        </button>
        {callable && <button class="press" type="button" onClick={() => onGiven(number)}><Icon name="bell" />{t("given_go", { number })}</button>}
      </form>
    </Dialog>
  )
}
