import { Icon } from "../../server/ui/icon"
import type { DocumentMark, ServiceShown } from "../../server/ui/wire"
import { feeOf, termOf } from "./facts"
import { type T, useSpeech } from "./speech"

/** The documents of the service with what the visitor said of each, and the service's terms. What is unknown says so. */
export function Facts({ service, marks }: { service: ServiceShown; marks: DocumentMark[] }) {
  const { t, lang } = useSpeech()
  const unknown = t("law_unknown")
  return (
    <div class="cols">
      <div>
        <h2>{t("docs_title")}</h2>
        {service.documents.length === 0 && <p class="checks soft">{t("docs_none")}</p>}
        <ul class="checks">
          {service.documents.map(({ code, name }) => (
            <Checked key={code} name={name} have={marks.find((mark) => mark.code === code)?.have ?? null} />
          ))}
        </ul>
      </div>
      <div>
        <h2>{t("law_title")}</h2>
        <dl class="law">
          <dt>{t("law_fee")}</dt><dd>{feeOf(service, t, lang) ?? unknown}</dd>
          <dt>{t("law_term")}</dt><dd>{termOf(service, t) ?? unknown}</dd>
          <dt>{t("law_ground")}</dt><dd>{service.legal_ground ?? unknown}</dd>
          <dt>{t("law_uid")}</dt><dd>{service.uid ? registered(service.uid, t) : unknown}</dd>
        </dl>
      </div>
    </div>
  )
}

/** A number in the national register of services; one that nobody has checked yet ends with a question mark. */
function registered(uid: string, t: T): string {
  const known = `ИИСДА ${uid.replace("?", "")}`
  return uid.endsWith("?") ? t("law_doubtful", { uid: known }) : known
}

function Checked({ name, have }: { name: string; have: boolean | null }) {
  const { t } = useSpeech()
  const [what, ...when] = name.split(" – ")
  return (
    <li>
      <span class={have ? "yes" : "no"}>
        {have !== null && <Icon name={have ? "check" : "cross"} />}
        <span class="vh">{t(have === null ? "docs_unasked" : have ? "docs_have" : "docs_lack")}: </span>
      </span>
      <span>{what}{when.length > 0 && <small>{"\u00a0– "}{when.join(" – ")}</small>}</span>
    </li>
  )
}
