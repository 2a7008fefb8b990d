const APART_S = 0.32
const RING_S = 1.1
/** The chime is a falling third, two tones of a bell: pitch in Hz, beginning in seconds. After LENGTH_S it is silent. */
const TONES = [
  { hz: 659.26, at: 0 },
  { hz: 523.25, at: APART_S },
] as const
export const LENGTH_S = APART_S + RING_S
const LOUD = 0.45
/** A chime that cannot begin within this time calls nobody any more. */
const LATE_MS = 500

/** A sounding loudspeaker, as far as a page can know. */
export interface Chime {
  /** Sounds the chime now, or not at all. */
  ring(): void
  /** Lets the browser sound again after a person touched the screen or a key; the chime answers them. */
  unlock(): void
  sounds(): boolean
}

/**
 * The chime on an audio context. `tell` hears whether sound is possible: false while the browser blocks it, true as
 * soon as it does not. Nothing waits for the sound to end, so a loudspeaker that hangs never holds a call back.
 */
export function chimeOn(context: AudioContext, tell: (sounds: boolean) => void): Chime {
  const running = () => context.state === "running"
  const sound = () => {
    const began = context.currentTime
    for (const { hz, at } of TONES) tone(context, hz, began + at)
    setTimeout(() => tell(running() && context.currentTime > began), (LENGTH_S + 1) * 1000)
  }
  const ring = () => {
    tell(running())
    if (running()) return sound()
    const asked = performance.now()
    const allowed = () => performance.now() - asked < LATE_MS && sound()
    context.resume().then(allowed, () => tell(false))
  }
  context.addEventListener("statechange", () => tell(running()))
  return { ring, unlock: () => running() || ring(), sounds: running }
}

function tone(context: AudioContext, hz: number, at: number): void {
  const swing = new OscillatorNode(context, { frequency: hz })
  const loudness = new GainNode(context, { gain: 0 })
  loudness.gain.setValueAtTime(0, at)
  loudness.gain.linearRampToValueAtTime(LOUD, at + 0.012)
  loudness.gain.exponentialRampToValueAtTime(0.001, at + RING_S)
  swing.connect(loudness).connect(context.destination)
  swing.start(at)
  swing.stop(at + RING_S)
}
