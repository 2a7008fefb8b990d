import { address } from "./layouts"

/** Dots, as a printer of 80 mm has them; more would be refused. */
const WIDEST = 576
const TALLEST = 240

export interface Logo {
  png: string
  /** Its size when it had to be made smaller, as a sentence wants it; null: it was taken as it is. */
  smaller: { from: string; to: string } | null
}

/** The chosen file in base64; a picture that is too large is made smaller here, since nobody should need a program for it. */
export async function logoOf(file: File): Promise<Logo> {
  const picture = await createImageBitmap(file).catch(() => null)
  const share = picture ? Math.min(1, WIDEST / picture.width, TALLEST / picture.height) : 1
  if (picture === null || share === 1) return { png: bare(await address(file)), smaller: null } // what is no picture the server says
  const [wide, high] = [Math.max(1, Math.round(picture.width * share)), Math.max(1, Math.round(picture.height * share))]
  const canvas = document.createElement("canvas")
  canvas.width = wide
  canvas.height = high
  const pen = canvas.getContext("2d")!
  pen.imageSmoothingQuality = "high"
  pen.drawImage(picture, 0, 0, wide, high)
  return { png: bare(canvas.toDataURL("image/png")), smaller: { from: `${picture.width} × ${picture.height}`, to: `${wide} × ${high}` } }
}

function bare(dataAddress: string): string {
  return dataAddress.slice(dataAddress.indexOf(",") + 1)
}
