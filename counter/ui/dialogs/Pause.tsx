import { useState } from "preact/hooks"
import { PAUSE_REASONS } from "../reasons"
import { useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Reason } from "./Reason"

/** Nobody is called to this counter for a while, and why. */
export function Pause({ busy, said, press, onClose }: Common) {
  const { t } = useSpeech()
  const [reason, setReason] = useState<string>(PAUSE_REASONS[0])
  const send = async () => {
    if (reason.trim() && (await press({ do: "pause", reason: reason.trim() }))) onClose()
  }
  return (
    <Dialog title={t("pause_title")} about={t("pause_about")} said={said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Reason offered={PAUSE_REASONS} value={reason} onChange={setReason} first />
        <Answer icon="pause" text={t("pause_go")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}
