import { io } from "socket.io-client"
import { useEffect, useState } from "preact/hooks"
import type { Server } from "./http"
import { behind, newest } from "./newest"
import type { Picture, Stamp } from "./wire"

/** After so long without a sign that the picture is current, the screen says so and asks again. */
export const SILENT_MS = 5000
/** After so long it asks already: two heartbeats would have come. */
const ASKS_MS = 3000
const BRINGS_NOTHING_MS = 400
const REFUSED_MS = 2000

/** What a screen shows, and whether it may be trusted to be what the hall is now. */
export interface Live<P> {
  picture: P | null
  fresh: boolean
  /** When the picture was last known to be current: ms of `performance.now()`; null: never. */
  heardAt: number | null
}

export interface Source {
  /** The Socket.IO namespace, the event that carries the picture, and where the same picture is asked for. */
  namespace: string
  event: string
  path: string
  server: Server
  device: number | null
  /** Other events of the namespace, such as the kiosk's `job`. */
  on?: Readonly<Record<string, (said: never) => void>>
}

/** The part of a Socket.IO client that is used here. */
export interface Wire {
  readonly active: boolean
  on(event: string, heard: (said: never) => void): unknown
  connect(): unknown
  disconnect(): unknown
}

/**
 * Listens for a face's pictures until the returned function is called. The newest is shown; a heartbeat that is ahead
 * of it, silence, and a new connection that brings nothing make it ask the server itself.
 */
export function listen<P extends Picture>(source: Source, show: (live: Live<P>) => void, wire: Wire = open(source)): () => void {
  let live: Live<P> = { picture: null, fresh: false, heardAt: null }
  let asking = false
  let stopped = false
  let connectedAt = performance.now()
  let spoke = performance.now() // when the wire last brought anything

  const tell = (change: Partial<Live<P>>) => show((live = { ...live, ...change }))
  const current = () => tell({ fresh: true, heardAt: performance.now() })
  const hear = () => (spoke = performance.now())
  const take = (arrived: P) => {
    const picture = newest(live.picture, arrived)
    if (picture === arrived) tell({ picture, fresh: true, heardAt: performance.now() })
  }
  const ask = async () => {
    if (asking) return
    asking = true
    try {
      take(await source.server.get<P>(source.path))
    } catch {
      // No answer, or not allowed now: what is shown grows stale, and the next second asks again.
    } finally {
      asking = false
    }
  }
  // While the wire is silent, asking every second keeps the picture fresh, and the wire is tried again and again.
  const watch = () => {
    const now = performance.now()
    const silent = now - Math.min(spoke, live.heardAt ?? spoke)
    if (silent > ASKS_MS) void ask()
    if (live.fresh && now - (live.heardAt ?? now) > SILENT_MS) tell({ fresh: false })
    if (silent > SILENT_MS && now - connectedAt > SILENT_MS) reconnect()
  }
  const reconnect = () => {
    if (stopped) return
    connectedAt = performance.now()
    wire.disconnect()
    wire.connect()
  }

  wire.on(source.event, (arrived: P) => (hear(), take(arrived)))
  wire.on("beat", (beat: Stamp) => (hear(), behind(live.picture, beat) ? void ask() : current()))
  wire.on("connect", () => {
    connectedAt = performance.now()
    setTimeout(() => stopped || (live.heardAt ?? 0) >= connectedAt || void ask(), BRINGS_NOTHING_MS)
  })
  // Where the server itself said no, the client of Socket.IO does not try again.
  wire.on("disconnect", (why: string) => why === "io server disconnect" && setTimeout(reconnect, REFUSED_MS))
  wire.on("connect_error", () => wire.active || setTimeout(reconnect, REFUSED_MS))
  for (const [event, heard] of Object.entries(source.on ?? {})) wire.on(event, heard)
  wire.connect()
  const timer = setInterval(watch, 1000)
  void ask()
  return () => {
    stopped = true
    clearInterval(timer)
    wire.disconnect()
  }
}

function open({ namespace, device }: Source): Wire {
  return io(namespace, {
    transports: ["websocket"],
    auth: { device },
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 1500,
    timeout: 4000,
  })
}

/** `listen` for a component. Give it a `source` that stays the same object from one drawing to the next. */
export function useLive<P extends Picture>(source: Source): Live<P> {
  const [live, show] = useState<Live<P>>({ picture: null, fresh: false, heardAt: null })
  useEffect(() => listen<P>(source, show), [source])
  return live
}
