// @ts-check
// A screenshot as a PNG of 256 colours: a page has few, and the comparison forgives what a smooth edge loses.
import { readFileSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const MOST = 256

/** Writes the picture anew with at most 256 colours. One that has a palette already is left alone. @param {string} path */
export function shrinkPng(path) {
  const png = readFileSync(path)
  const image = read(png)
  if (!image) return
  const { width, height, pixels } = image
  const indices = paletteOf(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indices.of.get(pixels[y * width + x] ?? 0) ?? 0
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const out = Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(indices.colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
  writeFileSync(path, out)
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

/**
 * The pixels of an 8-bit PNG in colour, as 0xRRGGBB; `null` for any other kind.
 * @param {Buffer} png
 * @returns {{ width: number, height: number, pixels: Uint32Array } | null}
 */
export function read(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const channels = { 2: 3, 6: 4 }[png[25] ?? 0]
  if (png[24] !== 8 || !channels || png[28] !== 0) return null
  const parts = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const data = inflateSync(Buffer.concat(parts))
  const stride = width * channels
  const lines = Buffer.alloc(stride * height)
  const pixels = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0
    for (let i = 0; i < stride; i++) {
      const a = i >= channels ? (lines[y * stride + i - channels] ?? 0) : 0
      const b = y > 0 ? (lines[(y - 1) * stride + i] ?? 0) : 0
      const c = i >= channels && y > 0 ? (lines[(y - 1) * stride + i - channels] ?? 0) : 0
      const raw = data[y * (stride + 1) + 1 + i] ?? 0
      const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] ?? 0
      lines[y * stride + i] = raw + guess
    }
    for (let x = 0; x < width; x++) {
      const at = y * stride + x * channels
      pixels[y * width + x] = ((lines[at] ?? 0) << 16) | ((lines[at + 1] ?? 0) << 8) | (lines[at + 2] ?? 0)
    }
  }
  return { width, height, pixels }
}

/** The predictor of the PNG specification, 9.4. @param {number} a @param {number} b @param {number} c */
function paeth(a, b, c) {
  const p = a + b - c
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

/**
 * The colours that are used most stay as they are; each of the others becomes the nearest of them.
 * @param {Uint32Array} pixels
 */
function paletteOf(pixels) {
  /** @type {Map<number, number>} */
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const byUse = [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour)
  /** Rare colours must not all fall to grey: half of the places go to what is far from everything before. */
  const colours = byUse.slice(0, MOST / 2)
  for (let limit = 48; limit >= 4 && colours.length < MOST; limit /= 2) {
    for (const colour of byUse) {
      if (colours.length >= MOST) break
      if (distance(colour, nearest(colour, colours)) > limit * limit) colours.push(colour)
    }
  }
  const of = new Map(colours.map((colour, index) => [colour, index]))
  for (const colour of byUse) if (!of.has(colour)) of.set(colour, colours.indexOf(nearest(colour, colours)))
  return { colours, of }
}

/** @param {number} colour @param {number[]} among */
const nearest = (colour, among) =>
  among.reduce((best, one) => (distance(colour, one) < distance(colour, best) ? one : best), among[0] ?? 0)

/** @param {number} one @param {number} other */
function distance(one, other) {
  const [r, g, b] = [
    (one >> 16) - (other >> 16),
    ((one >> 8) & 255) - ((other >> 8) & 255),
    (one & 255) - (other & 255),
  ]
  return r * r + g * g + b * b
}
