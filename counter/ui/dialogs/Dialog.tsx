import type { ComponentChildren } from "preact"
import { useEffect, useRef } from "preact/hooks"
import { Icon, type IconName } from "../../../server/ui/icon"
import type { Said } from "../said"
import { useSpeech } from "../speech"

interface Props {
  title: string
  about?: string
  said?: Said | null
  onClose: () => void
  children: ComponentChildren
}

/** A modal window of the desk: the browser keeps the focus inside and gives it back; Escape leaves. */
export function Dialog({ title, about, said, onClose, children }: Props) {
  const { t } = useSpeech()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const leave = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  return (
    <dialog class="dialog" ref={ref} aria-labelledby="dialog-title" onCancel={leave}>
      <h2 id="dialog-title">{title}</h2>
      {about && <p class="soft">{about}</p>}
      <div role="alert">
        {said?.tone === "bad" && <p class="notice bad"><Icon name="warning" /><span>{t(said.key, said.with)}</span></p>}
      </div>
      {children}
    </dialog>
  )
}

/** The dialog's own primary key and the way out; Enter in any of its fields is the primary key. */
export function Answer({ icon, text, busy, onClose }: { icon: IconName; text: string; busy: boolean; onClose: () => void }) {
  const { t } = useSpeech()
  return (
    <div class="row">
      <button class={`press primary${busy ? " is-down" : ""}`} aria-disabled={busy}><Icon name={icon} />{text}<kbd>{t("cap_enter")}</kbd></button>
      <button class="press" type="button" onClick={onClose}>{t("dialog_cancel")}<kbd>{t("cap_esc")}</kbd></button>
    </div>
  )
}

/** A submit handler that stays on the page. */
export function submit(act: () => void) {
  return (event: Event) => {
    event.preventDefault()
    act()
  }
}
