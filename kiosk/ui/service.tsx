import { newKey } from "../../server/ui/key"
import { Icon } from "../../server/ui/icon"
import { waitShort } from "../../server/ui/wait"
import { euro } from "../../server/ui/words"
import type { DocumentShown } from "../../server/ui/wire"
import { documentParts, duration, fee } from "./facts"
import { lineOf, type Scene, serviceOf } from "./scene"

/** The service's page: fee, term, wait, and whether the papers are in the hand. Nothing here stops anybody. */
export function Service(scene: Scene) {
  const { way, happened, t } = scene
  const service = serviceOf(scene)
  if (service === undefined) return <main />
  return (
    <main class="service">
      <div class="tell">
        <div class="title">
          <h1 class="long" tabIndex={-1}>{service.name}</h1>
          <p class="lead">{service.description}</p>
        </div>
        <Facts {...scene} />
        {way.aids.low && <Numbered documents={service.documents} />}
        {way.aids.low && service.documents.length > 0 && <p class="hint">{t("documents_hint")}</p>}
      </div>
      <div class="do">
        <div class="ask">
          <h2>{service.documents.length > 0 ? t("documents_title") : t("no_documents")}</h2>
          <ul class={way.aids.low ? "papers numbered" : "papers"}>
            {service.documents.map((document, i) => (
              <li key={document.code}>
                {way.aids.low ? <b aria-hidden="true">{i + 1}</b> : <Document name={document.name} />}
                <Answer document={document} scene={scene} />
              </li>
            ))}
          </ul>
        </div>
        <div class="on push">
          {!way.aids.low && service.documents.length > 0 && <p class="hint">{t("documents_hint")}</p>}
          <button type="button" class="press primary" onClick={() => happened({ did: "documents", key: newKey() })}>
            {t("continue")}
            <Icon name="go" />
          </button>
        </div>
      </div>
    </main>
  )
}

function Facts(scene: Scene) {
  const { way, t, lobby } = scene
  const service = serviceOf(scene)
  const line = lineOf(scene, way.group)
  if (service === undefined) return null
  const { fee_eur, term, term_days } = service
  const fast = duration(term.fast, term_days, t)
  return (
    <dl class="facts">
      <Fact name={t("fee")} value={fee(service, way.lang, t)} more={fee_eur.fast && t("fast", { value: euro(fee_eur.fast, way.lang) })} />
      <Fact name={t("term")} value={duration(term.normal, term_days, t)} more={fast && t("fast", { value: fast })} />
      {line && !lobby.offline && <Fact name={t("wait")} value={line.staffed ? waitShort(line.wait, way.lang) : t("unstaffed")} more={t("takes", { n: service.minutes })} />}
    </dl>
  )
}

/** What nobody has found out is left out. */
function Fact({ name, value, more }: { name: string; value: string | null; more: string | number | null }) {
  if (value === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}{more && <small>{more}</small>}</dd>
    </div>
  )
}

function Document({ name }: { name: string }) {
  const parts = documentParts(name)
  return <span>{parts.name}{parts.only && <small>{parts.only}</small>}</span>
}

/** With the buttons below, the names stand above, and their numbers beside the answers. */
function Numbered({ documents }: { documents: DocumentShown[] }) {
  return (
    <ol class="names">
      {documents.map(({ code, name }, i) => (
        <li key={code}><b aria-hidden="true">{i + 1}</b><Document name={name} /></li>
      ))}
    </ol>
  )
}

function Answer({ document: { code, name }, scene: { way, happened, t } }: { document: DocumentShown; scene: Scene }) {
  return (
    <span class="yesno" role="group" aria-label={name}>
      {[true, false].map((have) => (
        <button
          type="button"
          class="press"
          key={String(have)}
          aria-pressed={way.documents[code] === have}
          onClick={() => happened({ did: "document", code, have })}
        >
          <Icon name={have ? "check" : "cross"} />
          {t(have ? "have" : "lack")}
        </button>
      ))}
    </span>
  )
}
