import type { Translated } from '..'
import type { timeline as ko } from '../ko/timeline'

export const timeline: Translated<typeof ko> = {
  zoomOut: 'Zoom the timeline out',
  zoomIn: 'Zoom the timeline in',
  fit: 'Fit',
  follow: 'Follow',
  now: '{n} at once now',
  atMostGil: 'At most 1 per process (GIL)',
  atMostCores: 'This machine has {n} {n:core|cores}',
  lane: '{name}: {parts}',
  part: '{state} {seconds} seconds',
  from: 'from {from} s to {to} s',
  length: 'length {length}',
  since: 'from {from} s until now',
  linkStart: '{from} started {to}',
  linkJoin: '{to} took note of the end of {from}',
  linkHandover: '{from} handed {label} to {to}',
  linkMessage: '{from} sent a message to {to} over {label}',
  linkSignal: '{from} sent {label} to {to}',
  measured: 'Measured time',
  atOnce: 'Running at once: at most {highest} · {mean} on average',
  selectToMeasure: 'Select a unit to see what it did in this time',
  nothingThen: 'Not there in this time',
  clearMeasure: 'Clear the measured time',
}
