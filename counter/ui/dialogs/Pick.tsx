import { useState } from "preact/hooks"
import type { ComponentChildren } from "preact"
import type { GroupShown, ServiceShown } from "../../../server/ui/wire"
import type { Catalogue } from "../catalogue"
import { useSpeech } from "../speech"

interface Props {
  catalogue: Catalogue
  value: string | null
  onPick: (service: string | null) => void
  /** A few words under a service's name. */
  hint?: (group: GroupShown, service: ServiceShown) => string
  /** Further choices below the services, filtered by the same words. */
  more?: (matches: (text: string) => boolean) => ComponentChildren
  label?: string
}

/** A service found by a few letters of its name or code, or by going down the list; the first found is taken at once. */
export function Pick({ catalogue, value, onPick, hint, more, label }: Props) {
  const { t } = useSpeech()
  const [sought, setSought] = useState("")
  const matches = (text: string) => wordsOf(sought).every((word) => text.toLowerCase().includes(word))
  const search = (typed: string) => {
    setSought(typed)
    const words = wordsOf(typed)
    const first = words.length > 0 ? found(catalogue, (text) => words.every((word) => text.toLowerCase().includes(word)))[0] : undefined
    onPick(first?.services[0]?.code ?? null)
  }
  const groups = found(catalogue, matches)
  const others = more?.(matches)
  return (
    <div class="field">
      <label for="sought">{label ?? t("pick_search")}</label>
      <input id="sought" enterkeyhint="search" autocomplete="off" autofocus value={sought} onInput={(event) => search(event.currentTarget.value)} />
      <div class="picks" role="radiogroup" aria-label={t("pick_services")}>
        {groups.map((group) => (
          <fieldset key={group.letter}>
            <legend><span class="letter">{group.letter}</span>{group.short}</legend>
            {group.services.map((service) => (
              <label class="press" key={service.code}>
                <input type="radio" name="service" checked={value === service.code} onChange={() => onPick(service.code)} />
                <span>{service.name}{hint && <small>{hint(group, service)}</small>}</span>
              </label>
            ))}
          </fieldset>
        ))}
        {others}
        {groups.length === 0 && !others && <p class="soft" role="status">{t("pick_none")}</p>}
      </div>
    </div>
  )
}

function wordsOf(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean)
}

/** The groups with those of their services that match; a group without any is left out. */
function found(catalogue: Catalogue, matches: (text: string) => boolean): GroupShown[] {
  return catalogue.groups
    .map((group) => ({ ...group, services: group.services.filter((s) => matches(`${s.code} ${s.name} ${s.short}`)) }))
    .filter((group) => group.services.length > 0)
}
