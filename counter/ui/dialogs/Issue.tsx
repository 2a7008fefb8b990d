import { useState } from "preact/hooks"
import { waitLong } from "../../../server/ui/wait"
import { TicketNumber } from "../../../server/ui/signs"
import { Icon } from "../../../server/ui/icon"
import type { Ticket } from "../../../server/ui/wire"
import { type Lang, LANGS } from "../../../server/ui/words"
import { useSpeech } from "../speech"
import { Answer, Dialog, submit } from "./Dialog"
import type { Common } from "./Common"
import { Pick } from "./Pick"

const NAMES: Readonly<Record<Lang, string>> = { bg: "Български", en: "English", ro: "Română", tr: "Türkçe" }

/** A number for a person who stands at the desk; it is shown large, to be told. */
export function Issue({ catalogue, busy, said, press, onClose }: Common) {
  const { t } = useSpeech()
  const [service, setService] = useState<string | null>(null)
  const [lang, setLang] = useState<Lang>("bg")
  const [priority, setPriority] = useState(false)
  const [missing, setMissing] = useState(false)
  const [issued, setIssued] = useState<Ticket | null>(null)
  const send = async () => {
    if (service === null) return setMissing(true)
    const sent = await press({ do: "issue", service, lang, class: priority ? "priority" : "ordinary" })
    if (sent) setIssued(sent.answer as Ticket)
  }
  if (issued) return <Done issued={issued} onClose={onClose} />
  return (
    <Dialog title={t("issue_title")} about={t("issue_about")} said={missing && service === null ? { tone: "bad", key: "pick_first", with: {} } : said} onClose={onClose}>
      <form onSubmit={submit(send)}>
        <Pick catalogue={catalogue} value={service} onPick={setService} />
        <fieldset class="field">
          <legend>{t("issue_lang")}</legend>
          <div class="choices">
            {LANGS.map((one) => (
              <label class="press" key={one}>
                <input type="radio" name="lang" checked={lang === one} onChange={() => setLang(one)} />
                <span lang={one}>{NAMES[one]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <label class="tick">
          <input type="checkbox" checked={priority} onChange={(event) => setPriority(event.currentTarget.checked)} />
          <span>{t("issue_priority")}</span>
        </label>
        <Answer icon="plus" text={t("issue_go")} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  )
}

function Done({ issued, onClose }: { issued: Ticket; onClose: () => void }) {
  const { t, lang } = useSpeech()
  return (
    <Dialog title={t("issue_done")} onClose={onClose}>
      <div class="issued" role="status">
        <TicketNumber number={issued.number} />
        <p>{t(issued.ahead === 0 ? "issue_first" : "issue_ahead", { n: issued.ahead, wait: waitLong(issued.wait, lang) })}</p>
        <p class="soft">{issued.print ? t("issue_printing") : t("issue_tell")}</p>
      </div>
      <form class="row" onSubmit={submit(onClose)}>
        <button class="press primary" autofocus><Icon name="check" />{t("dialog_close")}<kbd>{t("cap_enter")}</kbd></button>
      </form>
    </Dialog>
  )
}
