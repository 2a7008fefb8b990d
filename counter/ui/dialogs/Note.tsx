import { useSpeech } from "../speech"

/** A few words for the colleague who takes over; Enter sends, Shift and Enter begin a new line. */
export function Note({ value, onInput, first }: { value: string; onInput: (note: string) => void; first?: boolean }) {
  const { t } = useSpeech()
  const send = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    ;(event.currentTarget as HTMLTextAreaElement).form?.requestSubmit()
  }
  return (
    <div class="field">
      <label for="note">{t("note_label")}</label>
      <textarea
        id="note"
        rows={2}
        maxLength={200}
        aria-describedby="note-hint"
        autofocus={first ?? false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={send}
      />
      <small id="note-hint">{t("note_hint")}</small>
    </div>
  )
}
