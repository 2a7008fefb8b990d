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
  const send = async () => {
    if (service === null) return
    if (await press({ do: "service", visit: visit.visit, number: visit.number, service })) onClose()
  }
  return (
    <Dialog title={t("service_title", { number: visit.number })} about={t("service_about")} said={said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Pick catalogue={catalogue} value={service} onPick={setService} />
        <Answer icon="check" text={t("service_go")} busy={busy || service === null} onClose={onClose} />
      </form>
    </Dialog>
  )
}
