import { useState } from "preact/hooks"
import { ticketMeant } from "../numbers"
import { CALL_REASONS } from "../reasons"
import { useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Reason } from "./Reason"

/** One given number, out of turn: recorded as an exception, so it needs a reason. */
export function Given({ desk, busy, said, press, onClose, number: given, onLost }: Common & { number: string; onLost: () => void }) {
  const { t } = useSpeech()
  const [typed, setTyped] = useState(given)
  const [reason, setReason] = useState<string>(CALL_REASONS[0])
  const [tried, setTried] = useState(false)
  const number = ticketMeant(typed, [...desk.waiting, ...desk.parked, ...desk.absent].map((one) => one.number))
  const wrong = tried && number === null
  const send = async () => {
    setTried(true)
    if (number !== null && reason.trim() && (await press({ do: "given", number, reason: reason.trim() }))) onClose()
  }
  return (
    <Dialog title={t("given_title")} about={t("given_about")} said={said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <div class="field">
          <label for="number">{t("given_number")}</label>
          <input
            id="number"
            class="big-number"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            autofocus
            required
            aria-invalid={wrong}
            aria-describedby="number-wrong"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <small id="number-wrong" class={wrong ? "wrong" : ""}>{wrong && t("given_number_wrong")}</small>
          <button class="press quiet" type="button" onClick={onLost}>{t("given_unknown")}</button>
        </div>
        <Reason offered={CALL_REASONS} value={reason} onChange={setReason} />
        <Answer icon="bell" text={number ? t("given_go", { number }) : t("given_go_none")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}
