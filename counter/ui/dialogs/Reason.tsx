import { reasonText } from "../reasons"
import { useSpeech } from "../speech"

interface Props {
  offered: readonly string[]
  value: string
  onChange: (reason: string) => void
  first?: boolean
}

/** A few reasons to choose from, or one's own words. `value` is what is sent; empty: not said yet. */
export function Reason({ offered, value, onChange, first }: Props) {
  const { t } = useSpeech()
  const own = !offered.includes(value)
  return (
    <fieldset class="field">
      <legend>{t("reason_label")}</legend>
      <div class="choices">
        {offered.map((reason, i) => (
          <label class="press" key={reason}>
            <input
              type="radio"
              name="reason"
              autofocus={first === true && i === 0}
              checked={value === reason}
              onChange={() => onChange(reason)}
            />
            {reasonText(reason, t)}
          </label>
        ))}
        <label class="press">
          <input type="radio" name="reason" checked={own} onChange={() => onChange("")} />
          {t("reason_other")}
        </label>
      </div>
      {own && (
        <div class="field">
          <label for="own-reason">{t("reason_other_label")}</label>
          <input
            id="own-reason"
            required
            maxLength={80}
            autocomplete="off"
            aria-describedby="own-reason-hint"
            value={value}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <small id="own-reason-hint">{t("reason_other_hint")}</small>
        </div>
      )}
    </fieldset>
  )
}
