import shared from "../../server/translations/shared.json"
import { Icon } from "../../server/ui/icon"
import { waitLong } from "../../server/ui/wait"
import { say } from "../../server/ui/words"
import type { ServiceShown } from "../../server/ui/wire"
import { fee, readyIn } from "./facts"
import { pageOf, roomFor } from "./paging"
import { groupOf, lineOf, type Scene } from "./scene"

/** The services of a group, a page at a time. */
export function Services(scene: Scene) {
  const { way, happened, t, room } = scene
  const group = groupOf(scene)
  const { items, more, page } = pageOf(group?.services ?? [], roomFor(room), way.page)
  return (
    <main>
      <div class="tell">
        <h1 class="long" tabIndex={-1}>{room.large && room.landscape ? group?.short : group?.name}</h1>
        <Line {...scene} />
      </div>
      <ul class="choices services">
        {items.map((service) => (
          <li key={service.code}><Service service={service} scene={scene} /></li>
        ))}
        {(more > 0 || page > 0) && (
          <li>
            <button type="button" class="press choice turn" onClick={() => happened({ did: "page", page: more > 0 ? page + 1 : page - 1 })}>
              <span class="words name">{more > 0 ? t("more", { n: more }) : t("earlier")}</span>
              <Icon name={more > 0 ? "forward" : "back"} />
            </button>
          </li>
        )}
      </ul>
    </main>
  )
}

function Service({ service, scene: { way, happened, t, room } }: { service: ServiceShown; scene: Scene }) {
  const open = service.open || way.lost
  return (
    <button
      type="button"
      class="press choice"
      aria-disabled={!open}
      onClick={() => open && happened({ did: "service", code: service.code })}
    >
      <span class="words name">{room.low || (room.large && room.landscape) ? service.short : service.name}</span>
      {!way.lost && (
        <span class="wait">
          {open ? <b>{fee(service, way.lang, t)}</b> : null}
          <span>{open ? readyIn(service, t) : t("closed_service")}</span>
        </span>
      )}
    </button>
  )
}

/** How the line of the chosen group stands, or that nobody is there to serve it. */
function Line(scene: Scene) {
  const { way, t, lobby } = scene
  const line = lineOf(scene, way.group)
  if (line === undefined || way.lost || lobby.offline) return null
  if (!line.staffed) {
    return (
      <p class="notice">
        <Icon name="clock" />
        <span><strong>{t("unstaffed_title")}</strong><span>{t("unstaffed_text")}</span></span>
      </p>
    )
  }
  return (
    <dl class="queue">
      <div><dt>{t("ahead")}</dt><dd>{line.waiting === 0 ? t("nobody") : say(shared, way.lang)("people", { n: line.waiting })}</dd></div>
      <div><dt>{t("wait")}</dt><dd>{waitLong(line.wait, way.lang)}</dd></div>
    </dl>
  )
}
