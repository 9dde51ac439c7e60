// The two globals of the WHATWG Encoding standard that every host of the contract has; declared here so
// that the contract can be compiled with neither the DOM's nor Node's types.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string
}
