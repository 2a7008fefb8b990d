import { useState } from "preact/hooks"
import type { DeskVisit } from "../../../server/ui/wire"
import { useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Pick } from "./Pick"

/** The person came for something else than the ticket says. */
export function Service({ visit, catalogue, busy, said, press, onClose }: Common & { visit: DeskVisit }) {
  const { t } = useSpeech()
  const [service, setService] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const send = async () => {
    if (service === null) return setMissing(true)
    if (await press({ do: "service", visit: visit.visit, number: visit.number, service })) onClose()
  }
  return (
    <Dialog title={t("service_title", { number: visit.number })} about={t("service_about")} said={missing && service === null ? { tone: "bad", key: "pick_first", with: {} } : said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Pick catalogue={catalogue} value={service} onPick={setService} />
        <Answer icon="check" text={t("service_go")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}
