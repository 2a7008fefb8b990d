import { Icon, type IconName } from "../../server/ui/icon"
import { BeforeTaking } from "./bars"
import type { Scene } from "./scene"

/** The last question, one yes or no, because the reason is not kept; and the number. */
export function Last(scene: Scene) {
  const { way, happened, t, lobby, catalogue } = scene
  const asked = way.order !== null
  return (
    <main class="last">
      <div class="tell">
        <div>
          <h1 class="long" tabIndex={-1}>{t("priority_title")}</h1>
          <p class="lead">{t("priority_lead")}</p>
        </div>
        {way.trouble === "refused" || way.trouble === "no_numbers" ? (
          <p class="notice bad" role="alert">
            <Icon name="warning" />
            <span><strong>{t(`${way.trouble}_title`)}</strong>{t(`${way.trouble}_text`)}</span>
          </p>
        ) : (
          <ul class="who" aria-label={t("priority_for")}>
            {catalogue.priority_groups.map(({ id, name, short }) => (
              <li key={id}><Icon name={REASONS[id] ?? "person"} /><span>{way.aids.large ? short : name}</span></li>
            ))}
          </ul>
        )}
        {way.trouble !== "no_numbers" && <BeforeTaking lobby={lobby} t={t} />}
      </div>
      <div class="do">
        <div class="pair" role="group" aria-label={t("priority_title")}>
          {[false, true].map((priority) => (
            <button
              type="button"
              class="press"
              key={String(priority)}
              disabled={asked}
              aria-pressed={way.priority === priority}
              onClick={() => happened({ did: "priority", priority })}
            >
              <Icon name="check" />
              <span>{t(priority ? "priority_yes" : "priority_no")}</span>
            </button>
          ))}
        </div>
        <button type="button" class="press choice wish" disabled={asked} onClick={() => happened({ did: "wishes" })}>
          <span class="words">
            <span class="name">{t("wishes")}</span>
            <span class="more">{wished(scene)}</span>
          </span>
          <Icon name="forward" />
        </button>
        <button type="button" class="press primary push" disabled={asked} onClick={() => happened({ did: "take" })}>
          {asked ? t("taking") : t("take")}
          {!asked && <Icon name="go" />}
        </button>
      </div>
    </main>
  )
}

const REASONS: Record<string, IconName> = { disability: "wheelchair", infant: "people", elderly: "clock", death: "paper" }

function wished({ way, t }: Scene): string {
  const call = t(`call_${way.callIn}`)
  return `${call} · ${way.needs.length === 0 ? t("no_help") : t("help_chosen", { n: way.needs.length })}`
}
