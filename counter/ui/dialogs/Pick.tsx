import { useEffect, useState } from "preact/hooks"
import type { GroupShown, ServiceShown } from "../../../server/ui/wire"
import type { Catalogue } from "../catalogue"
import { useSpeech } from "../speech"

interface Props {
  catalogue: Catalogue
  value: string | null
  onPick: (service: string | null) => void
  /** A few words under a service's name. */
  hint?: (group: GroupShown, service: ServiceShown) => string
}

/** A service found by a few letters of its name or code, or by going down the list; the first found is taken at once. */
export function Pick({ catalogue, value, onPick, hint }: Props) {
  const { t } = useSpeech()
  const [sought, setSought] = useState("")
  const search = (typed: string) => {
    setSought(typed)
    const first = typed.trim() ? found(catalogue, typed)[0] : undefined
    onPick(first?.services[0]?.code ?? null)
  }
  useEffect(() => {
    if (sought && value === null) search(sought) // typed before the catalogue was there
  }, [catalogue])
  const groups = found(catalogue, sought)
  return (
    <div class="field">
      <label for="sought">{t("pick_search")}</label>
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
        {groups.length === 0 && <p class="soft" role="status">{t("pick_none")}</p>}
      </div>
    </div>
  )
}

/** The groups with those of their services that have every word typed; a group without any is left out. */
function found(catalogue: Catalogue, typed: string): GroupShown[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  return catalogue.groups
    .map((group) => ({ ...group, services: group.services.filter((s) => has(`${s.code} ${s.name} ${s.short}`)) }))
    .filter((group) => group.services.length > 0)
}
