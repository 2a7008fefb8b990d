import { useEffect, useState } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import type { CatalogueShown, ServiceShown } from "../../server/ui/wire"
import type { Lang } from "../../server/ui/words"

/** What the desk uses of the catalogue; what is unknown in it is null, never invented. */
export type Catalogue = Pick<CatalogueShown, "groups" | "texts">

const EMPTY: Catalogue = { groups: [], texts: {} }

const AGAIN_MS = 5000

/** The catalogue in `lang`; empty until it is there. Another `asked` value asks again. */
export function useCatalogue(server: Server, lang: Lang, asked: unknown = null): Catalogue {
  const [catalogue, setCatalogue] = useState(EMPTY)
  useEffect(() => {
    let wanted = true
    let timer: ReturnType<typeof setTimeout>
    const ask = () => {
      server.get<Catalogue>(`catalogue?lang=${lang}`).then(
        (answer) => wanted && setCatalogue(answer),
        () => wanted && (timer = setTimeout(ask, AGAIN_MS)), // codes stand in for names until then
      )
    }
    ask()
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [server, lang, asked])
  return catalogue
}

export function serviceOf(catalogue: Catalogue, code: string): ServiceShown | undefined {
  return catalogue.groups.flatMap((group) => group.services).find((service) => service.code === code)
}

/** The short name, or the code while the catalogue is not known. */
export function shortName(catalogue: Catalogue, code: string): string {
  return serviceOf(catalogue, code)?.short ?? code
}
