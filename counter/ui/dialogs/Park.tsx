import { useState } from "preact/hooks"
import type { DeskVisit } from "../../../server/ui/wire"
import { useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Note } from "./Note"

/** Later today, with the same number. */
export function Park({ visit, busy, said, press, onClose }: Common & { visit: DeskVisit }) {
  const { t } = useSpeech()
  const [note, setNote] = useState("")
  const send = async () => {
    if (await press({ do: "park", visit: visit.visit, number: visit.number, note })) onClose()
  }
  return (
    <Dialog title={t("park_title", { number: visit.number })} about={t("park_about")} said={said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Note value={note} onInput={setNote} first />
        <Answer icon="clock" text={t("key_park")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}
