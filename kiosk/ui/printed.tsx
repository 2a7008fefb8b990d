import { Icon } from "../../server/ui/icon"
import { outcomeOf } from "./paper"
import type { Scene } from "./scene"

/** What became of the paper, in the visitor's words. */
export function Came(scene: Scene) {
  const { way, t } = scene
  const outcome = outcomeOf(way.paper)
  if (outcome === "failed" || outcome === "unknown") {
    return (
      <div role="status">
        <p class={outcome === "failed" ? "notice bad" : "notice"}>
          <Icon name="warning" />
          <span>
            <strong>{outcome === "unknown" ? t("unknown_title") : t(whyNot(way.paper?.cause ?? null))}</strong>
            {t(`${outcome}_text`)}
            {isUseless(scene) && <span class="extra">{` ${t("no_copy_here")}`}</span>}
          </span>
        </p>
      </div>
    )
  }
  const words = <span><strong>{t(`${outcome}_title`)}</strong>{t(`${outcome}_text`)}</span>
  return (
    <div role="status">
      <p class="printing"><Icon name={outcome === "none" ? "bell" : outcome === "late" ? "clock" : "print"} />{words}</p>
    </div>
  )
}

/** What can be done: while the paper may still come at once, nothing. Nobody but the visitor says that they have it. */
export function Choices(scene: Scene) {
  const { way, happened, held, lobby, t } = scene
  const over = () => happened({ did: "over" })
  const outcome = outcomeOf(way.paper)
  if (outcome === "printing") return <div class="answers push" />
  const [said, go] = {
    printed: ["ready", over] as const,
    none: ["remembered", over] as const,
    late: ["remembered", held] as const,
    failed: ["remembered", held] as const,
    unknown: ["in_hand", held] as const,
  }[outcome]
  const again = outcome === "failed" || outcome === "unknown"
  return (
    <div class="answers push">
      {again && isUseless(scene) && lobby.other_kiosk !== null && (
        <p class="there">
          <span>{t("copy_there")}</span>
          <strong>{lobby.other_kiosk}</strong>
          <span>{t("copy_how")}</span>
        </p>
      )}
      {again && !isUseless(scene) && (
        <button type="button" class="press" disabled={way.paper?.asking} onClick={() => happened({ did: "again" })}>
          <Icon name="again" />
          <span>{t(way.paper?.asking ? "taking" : "print_again")}</span>
        </button>
      )}
      <button type="button" class="press primary" onClick={go}>{t(said)}</button>
    </div>
  )
}

/** Whether another try is known to bring nothing. */
function isUseless({ way, lobby }: Scene): boolean {
  return lobby.paper === "trouble" || way.paper?.refused === true
}

function whyNot(cause: string | null) {
  return CAUSES[cause ?? ""] ?? "failed_title"
}

const CAUSES: Record<string, "paper_out" | "cover_open" | "jammed" | "hot" | "mute"> = {
  paper_out: "paper_out",
  cover_open: "cover_open",
  cutter: "jammed",
  overheated: "hot",
  unreachable: "mute",
  offline: "mute",
  timeout: "mute",
  garbled: "mute",
  no_agent: "mute",
  press: "mute",
}
