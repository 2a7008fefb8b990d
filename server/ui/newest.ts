import type { Stamp } from "./wire"

/** An older picture never replaces a newer one; another epoch always does, for the hall was restored meanwhile. */
export function newest<P extends Stamp>(shown: P | null, arrived: P): P {
  return shown === null || arrived.epoch !== shown.epoch || arrived.seq >= shown.seq ? arrived : shown
}

/** Whether the server's heartbeat speaks of a picture that this screen has not got. */
export function behind(shown: Stamp | null, beat: Stamp): boolean {
  return shown === null || beat.epoch !== shown.epoch || beat.seq > shown.seq
}
